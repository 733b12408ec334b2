"""What a run draws by lot, because all of it takes too long: another part after every change, and all under SOAK.

The lot is the tree that is committed, so that a run can be done again and each change looks at another part.
``LOT=all`` takes everything, and ``LOT=<what a run said>`` the same part as that run.
"""

import os
import subprocess
from hashlib import sha256

from tests.repository import ROOT

EVERYTHING = "all"
ONE_IN = 4
"""Of what is drawn by lot a run looks at one test in so many, or at one case of a test."""
ALWAYS = {
    "tests/e2e/answering/test_every_state.py",
    "tests/e2e/test_every_page.py",
    "tests/e2e/test_journey.py",
    "tests/e2e/test_passkeys.py",
    "tests/e2e/test_share_links.py",
}
"""In a browser: what walks through the whole, and what nothing else opens."""
WHOLE_FILES = {
    "tests/admin/test_pdf_frozen.py",
    "tests/plan/test_pdf_taken_over.py",
    "tests/reporting/test_pdf_kept.py",
    "tests/reporting/test_pdf_pages.py",
    "tests/reporting/test_pdf_spread.py",
}
"""Of papers: what is about their layout and where they are kept, not what they may not say."""
DRAWN: dict[str, set[str]] = {
    "tests/adding/test_recipes.py": {
        "test_a_recipe_names_the_files_that_must_be_changed_and_no_others",
        "test_every_place_knows_what_was_added",
    },
    "tests/admin/test_actions.py": {
        "test_a_half_or_forged_condition_is_refused_and_stays_in_the_form",
    },
    "tests/admin/test_profiles.py": {
        "test_a_number_out_of_range_is_refused_with_the_range",
    },
    "tests/admin/test_results.py": {
        "test_an_action_is_told_to_appear_where_a_report_would_hold_it",
        "test_nobody_learns_that_few_or_none_or_all_are_so",
        "test_real_results_are_counted_in_bands_with_five_on_either_side",
    },
    "tests/admin/test_transfer.py": {
        "test_a_bad_cell_is_refused_with_line_column_and_reason_and_nothing_is_written",
        "test_an_emptied_catalogue_is_filled_again_from_a_file",
        "test_what_goes_out_comes_in_without_differences",
    },
    "tests/admin/test_transfer_files.py": {
        "test_what_is_no_list_of_actions_is_refused_with_the_reason",
    },
    "tests/answering/test_copied_links.py": {
        "test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent",
    },
    "tests/answering/test_entering.py": {
        "test_a_scanner_that_presses_every_button_without_an_answer_changes_nothing",
    },
    "tests/answering/test_mangled_links.py": {
        "test_what_stands_behind_a_link_is_passed_over",
    },
    "tests/answering/test_open_limits.py": {
        "test_a_room_with_the_round_on_its_screen_begins_together",
        "test_forty_an_hour_holds_behind_a_proxy_that_writes_ports",
        "test_guessing_codes_on_ever_new_devices_and_networks_is_stopped",
        "test_one_address_begins_at_most_forty_times_an_hour_whatever_it_says_of_itself",
        "test_the_number_that_a_coordinator_lets_in_counts_for_a_network_too",
        "test_what_one_round_counts_stops_nobody_in_another",
    },
    "tests/closing/test_duties.py": {
        "test_a_worker_that_is_started_again_does_not_begin_the_day_anew",
    },
    "tests/closing/test_erased.py": {
        "test_a_reader_that_holds_the_log_delays_erasing_and_is_not_harmed",
    },
    "tests/closing/test_erased_from_disk.py": {
        "test_after_closing_nothing_of_anybody_is_left_on_the_disk",
        "test_whoever_is_removed_is_gone_from_the_disk",
    },
    "tests/closing/test_render_process.py": {
        "test_a_worker_may_leave_it_to_others_and_others_may_do_nothing_else",
        "test_it_ends_with_its_worker_however_that_ends",
    },
    "tests/closing/test_struck.py": {
        "test_what_was_struck_out_is_nowhere_on_the_disk",
    },
    "tests/closing/test_worker.py": {
        "test_what_others_watch_is_never_put_off_so_long_that_they_think_that_it_is_gone",
        "test_worker_goes_on_after_an_error",
    },
    "tests/disclosure/test_attack.py": {
        "test_the_same_attack_finds_answers_in_what_version_0_1_showed",
    },
    "tests/disclosure/test_media.py": {
        "test_a_file_tells_what_is_stored_and_no_more",
        "test_a_pdf_says_no_number_that_its_page_does_not_say",
        "test_an_office_file_says_no_number_that_the_page_does_not_say",
    },
    "tests/disclosure/test_shared.py": {
        "test_the_page_for_a_role_says_no_number_that_the_whole_report_does_not",
    },
    "tests/disclosure/test_two_rounds.py": {
        "test_even_if_nobody_changed_anything_few_newcomers_are_found",
    },
    "tests/operating/test_restoring.py": {
        "test_a_site_moves_to_postgresql_where_two_machines_serve_it_and_back",
    },
    "tests/operating/test_rotation.py": {
        "test_a_backup_that_was_made_meanwhile_is_restored_with_all_that_it_needs",
    },
    "tests/operating/test_serving.py": {
        "test_a_database_that_is_away_is_a_sentence",
        "test_static_files_are_collected_without_keys_or_data",
    },
    "tests/partnerships/test_signed_files.py": {
        "test_a_chart_by_itself_says_so_under_it",
        "test_every_page_and_every_file_says_where_it_comes_from",
    },
    "tests/person_erasure/test_nowhere.py": {
        "test_the_person_stands_nowhere_any_more",
    },
    "tests/reporting/test_assemble.py": {
        "test_case_gives_a_whole_report",
    },
    "tests/reporting/test_charts_areas.py": {
        "test_an_area_holds_the_name_and_the_number_of_its_row",
        "test_areas_follow_the_rows_of_the_table",
        "test_areas_lie_within_their_picture_and_not_over_one_another",
    },
    "tests/reporting/test_charts_chain.py": {
        "test_any_bar_that_an_admin_may_set_leaves_the_words_readable",
    },
    "tests/reporting/test_charts_drawing.py": {
        "test_same_bytes_in_another_process_whatever_the_hash_seed",
        "test_same_bytes_when_drawn_again",
    },
    "tests/reporting/test_charts_extremes.py": {
        "test_every_organisation_is_named_in_full_on_each_scale_and_in_the_legend",
        "test_nothing_is_cut_off_small_or_over_another",
        "test_report_of_forty_organisations_has_no_page_with_only_a_heading_or_a_caption",
    },
    "tests/reporting/test_charts_numbers.py": {
        "test_every_number_in_a_chart_is_a_shown_one",
        "test_results_that_show_the_same_numbers_have_the_same_charts_to_the_byte",
    },
    "tests/reporting/test_gallery.py": {
        "test_a_few_whole_pages_say_nothing_that_their_text_may_not_say",
    },
    "tests/reporting/test_office.py": {
        "test_a_memo_fits_one_page",
        "test_a_memo_of_every_case_fits_one_page",
        "test_every_number_stands_on_the_page_too",
        "test_the_same_result_gives_the_same_bytes",
        "test_the_title_of_a_slide_fits_its_place",
    },
    "tests/reporting/test_result_files.py": {
        "test_owner_and_reader_get_every_file_and_nobody_else",
    },
    "tests/reporting/test_tables.py": {
        "test_every_number_is_one_that_the_page_shows",
    },
    "tests/reporting/test_words_together.py": {
        "test_moved_forward_and_stood_still_are_never_said_together",
        "test_whoever_did_not_answer_may_think_otherwise_is_said_once_unless_most_answered",
    },
    "tests/reporting/test_words_withheld.py": {
        "test_all_that_is_held_back_of_a_case_has_its_sentence",
    },
    "tests/rounds/test_counting_attacked.py": {
        "test_links_in_mails_to_own_addresses_add_answers_and_replace_none",
        "test_own_addresses_at_people_tell_by_no_mail_and_no_page_who_has_answered",
        "test_two_worlds_look_the_same_to_an_owner_all_day",
        "test_whatever_happens_a_count_stands_all_day_and_is_a_five_of_that_moment",
    },
    "tests/rounds/test_live.py": {
        "test_whoever_watches_one_person_send_learns_nothing_of_who_it_is",
    },
    "tests/rounds/test_sheet.py": {
        "test_five_hundred_cards_are_one_page",
    },
    "tests/scoring/test_properties.py": {
        "test_a_decided_class_stays_whatever_the_others_answer",
        "test_names_of_organisations_matter_only_as_names",
        "test_numbers_stay_on_their_scales",
    },
    "tests/scoring/test_reading.py": {
        "test_anything_at_all_is_read_or_refused_with_a_sentence",
    },
    "tests/tables/test_writing.py": {
        "test_any_text_comes_back_as_it_was_from_every_kind_of_file",
    },
    "tests/tools/test_sbom.py": {
        "test_the_bill_has_all_that_is_pinned_and_copied",
    },
    "tests/tools/test_setup.py": {
        "test_a_broken_environment_is_made_anew",
    },
    "tests/versions/test_rounds.py": {
        "test_a_result_of_a_version_that_is_not_shipped_here_is_still_shown",
        "test_results_of_both_versions_move_to_another_site",
    },
    "tests/versions/test_upgrade.py": {
        "test_every_result_has_a_page_and_tables_in_both_languages",
    },
}
"""Elsewhere: the tests that take longest, other than those of a promise that nothing else tests, by file."""


def cast_lot(*, of_everything):
    """Decide for this run and all its workers what is drawn; what was asked for goes before."""
    os.environ.setdefault("LOT", EVERYTHING if of_everything else _committed_tree())


def lot():
    """Return the lot of this run; who asks before it was cast gets everything."""
    return os.environ.get("LOT", EVERYTHING)


def is_drawn(name, by=None):
    """Whether what goes by this name is in the part that a run looks at."""
    by = by or lot()
    return by == EVERYTHING or _rank(name, by) % ONE_IN == 0


def is_for_now(nodeid, by=None):
    """Whether a run has this test: nearly all are in every run, and the others when they are drawn."""
    return not goes_by_lot(nodeid) or is_drawn(nodeid, by)


def goes_by_lot(nodeid):
    """Whether a test is not in every run."""
    file, name = nodeid.split("[", maxsplit=1)[0].split("::", maxsplit=1)
    is_in_browser = file.startswith("tests/e2e/") and file not in ALWAYS
    return is_in_browser or file in WHOLE_FILES or name in DRAWN.get(file, ())


def drawn(names, ordinary, *, always=(), by=None):
    """Return so many of these in their order, drawn by lot, beside those that every run has."""
    by = by or lot()
    every = list(names)
    others = [name for name in every if name not in always]
    assert len(every) == len(others) + len(always), "what every run has is not among them"
    assert 0 < ordinary < len(others), "an ordinary run would look at nothing, or at no fewer"
    if by == EVERYTHING:
        return every
    chosen = {*always, *sorted(others, key=lambda name: _rank(name, by))[:ordinary]}
    return [name for name in every if name in chosen]


def _committed_tree():
    """Return the name of what is committed; of what is unpacked without its history all is looked at."""
    asked = ["git", "rev-parse", "--verify", "--quiet", "HEAD^{tree}"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or EVERYTHING


def _rank(name, by):
    return int.from_bytes(sha256(f"{by}/{name}".encode()).digest()[:8], "big")
