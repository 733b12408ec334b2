"""Encrypts what stood readable in the database: secrets of second steps, and sessions."""

from django.db import migrations, models

from assessments.encryption import SECOND_STEP, SESSION, UnreadableError, decrypt, encrypt

CHUNK = 500


def _convert(apps, change):
    authenticators = apps.get_model("mfa", "Authenticator").objects
    for one in authenticators.filter(type__in=["totp", "recovery_codes"]).iterator(CHUNK):
        for name in {"secret", "seed"} & one.data.keys():
            one.data[name] = change(one.data[name], SECOND_STEP)
        if "migrated_codes" in one.data:
            one.data["migrated_codes"] = [change(code, SECOND_STEP) for code in one.data["migrated_codes"]]
        one.save(update_fields=["data"])
    sessions = apps.get_model("sessions", "Session").objects
    for session in sessions.iterator(CHUNK):
        try:
            session.session_data = change(session.session_data, SESSION)
        except UnreadableError:
            session.delete()
        else:
            session.save(update_fields=["session_data"])


def encrypt_all(apps, schema_editor):
    _convert(apps, encrypt)


def decrypt_all(apps, schema_editor):
    _convert(apps, decrypt)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0028_duty_runs"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(encrypt_all, decrypt_all),
        migrations.AlterField(
            model_name='auditentry',
            name='action',
            field=models.CharField(choices=[('made', 'made the partnership'), ('changed', 'changed the partnership'), ('organisations', 'changed the organisations'), ('participants', 'changed the participants'), ('opened', 'opened the round'), ('invited', 'invited more people'), ('links', 'looked at the personal links'), ('renewed', 'made a new link for someone'), ('closed', 'closed the round'), ('round_changed', 'changed the round'), ('extended', 'extended the round'), ('called_off', 'called off the round before it opened'), ('replaced', 'replaced a participant'), ('mail_texts', 'changed the mails of the round'), ('bounced', 'noted that a mail came back'), ('published', 'shared the result with the participants'), ('withdrawn', 'took the result back from the participants'), ('struck', 'left out an open answer'), ('people_erased', 'erased names and addresses'), ('planned', 'changed the action plan'), ('coordinators', 'changed who coordinates'), ('sign_in', 'changed how a coordinator signs in, as an administrator'), ('left', 'left the partnership'), ('archived', 'archived the partnership'), ('unarchived', 'took the partnership out of the archive'), ('exported', 'downloaded the whole partnership'), ('imported', 'took the partnership over from a file')], max_length=20),
        ),
    ]
