"""What the privacy page says, and which tests hold it."""

HELD = {
    "Your name, organisation and role, and your email address if there is one.": (
        "site/test_rights.py::test_whoever_reads_only_sees_no_address_no_name_and_no_link",
    ),
    (
        "This stays until a coordinator removes you, and otherwise until %(months)s months after the last round of the "
        "partnership."
    ): (
        "people/test_people.py::test_whoever_is_removed_has_a_dead_link_and_the_counts_tell_nothing",
        "closing/test_people_retention.py::test_names_and_addresses_stay_until_their_time_and_are_gone_on_the_day",
    ),
    "Your answers, until the round closes.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
    ),
    "At that moment the result is made and all separate answers are erased.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "What you did not send is erased too.": (
        "closing/test_closing.py::test_only_what_was_sent_in_counts",
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
    ),
    "The result: rounded figures about at least %(people)s people, without names of people.": (
        "disclosure/test_rules.py::test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid",
        "closing/test_nothing_slips_through.py::test_neither_people_nor_answers_are_stored",
    ),
    "What others could still guess from it is explained at the end of the report.": (
        "promises/test_what_can_be_learned.py::test_somebody_who_knows_the_own_answer_learns_little_more",
    ),
    "What you wrote in your own words, if at least %(texts_from)s people answered that question.": (
        "disclosure/test_rules.py::test_open_answers_appear_from_ten_in_the_order_in_which_they_come",
        "site/test_privacy_page.py::test_the_sizes_of_groups_are_those_of_the_newest_profile",
    ),
    "It appears word for word in the result, without your name, until %(months)s months after the round closed.": (
        "closing/test_retention.py::test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files",
        "site/test_privacy_page.py::test_the_months_are_those_that_a_partnership_has_and_may_choose",
    ),
    (
        "Where it says %(months)s months, a coordinator can choose another number for the partnership, at most "
        "%(most_months)s."
    ): ("site/test_privacy_page.py::test_the_months_are_those_that_a_partnership_has_and_may_choose",),
    "The first page of the questions says which.": (
        "answering/test_promises.py::test_own_words_end_after_the_months_of_the_partnership",
    ),
    "If a new round is open or planned, names and addresses stay until %(months)s months after that one.": (
        "closing/test_people_retention.py::test_a_round_to_come_keeps_them",
        "closing/test_people_retention.py::test_a_new_round_begins_the_months_anew_and_is_warned_of_again",
    ),
    "In most rounds %(on_behalf)s questions are answered on behalf of your organisation.": (
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "answering/test_drawn_page.py::test_interests_say_that_they_are_named_only_when_they_are",
    ),
    "The result shows those answers with the name of the organisation, not with yours.": (
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "answering/test_drawn_page.py::test_interests_say_that_they_are_named_only_when_they_are",
    ),
    "A coordinator can also make a link with which others see it, for a year at most.": (
        "results/test_share_links.py::test_a_link_shows_what_was_chosen_to_whoever_has_it",
        "results/test_share_links.py::test_a_link_ends_on_its_day_and_within_a_year",
    ),
    "The form says so there.": (
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "answering/test_drawn_page.py::test_interests_say_that_they_are_named_only_when_they_are",
    ),
    "If you answer through an open link, enter a wrong code, or ask for your link again: a code made from your "
    "network address.": (
        "answering/test_open_limits.py::test_one_address_begins_at_most_forty_times_an_hour_whatever_it_says_of_itself",
        "promises/test_outward.py::test_a_network_address_is_kept_as_a_code_that_counts_for_an_hour",
    ),
    "It counts for one hour, so that nobody does this without end, and is erased by the following day at the latest.": (
        "promises/test_outward.py::test_a_network_address_is_kept_as_a_code_that_counts_for_an_hour",
        "closing/test_people_retention.py::test_expired_attempts_are_deleted_and_others_stay",
    ),
    "The address cannot be read from it.": (
        "promises/test_outward.py::test_a_network_address_is_kept_as_a_code_that_counts_for_an_hour",
    ),
    "Your name, your email address, and how you sign in, until an administrator removes your account.": (
        "admin/test_users.py::test_the_only_owner_of_a_partnership_is_not_removed",
    ),
    (
        "Where you are signed in: since when, the network address and the kind of browser, for as long as you are "
        "signed in there."
    ): (
        "accounts/test_sessions.py::test_one_sees_where_one_is_signed_in_and_ends_one_of_them",
        "accounts/test_sessions.py::test_signing_out_removes_the_session",
    ),
    "You see it at “My account”.": (
        "accounts/test_sessions.py::test_one_sees_where_one_is_signed_in_and_ends_one_of_them",
        "accounts/test_sessions.py::test_signing_out_removes_the_session",
    ),
    (
        "How often somebody tried to sign in from a network address: that counts for an hour at most, and is erased "
        "by the following day at the latest."
    ): (
        "accounts/test_lockout.py::test_no_count_of_tries_lasts_longer_than_an_hour",
        "closing/test_people_retention.py::test_expired_attempts_are_deleted_and_others_stay",
    ),
    "What you changed in a partnership, with your name and the time, for %(trail_months)s months.": (
        "site/test_privacy_page.py::test_the_trail_and_invitations_end_when_the_page_says",
        "closing/test_people_retention.py::test_the_trail_ends_at_its_age",
    ),
    (
        "If people can ask you about a round: your name and address, on its pages and in its result, until %(months)s "
        "months after the round closed."
    ): ("closing/test_people_retention.py::test_the_mail_texts_and_whom_to_ask_end_with_the_open_answers",),
    (
        "If someone invited you to coordinate: your address, until you accept or the invitation is withdrawn, and "
        "otherwise %(invitation)s."
    ): (
        "partnerships/test_coordinators.py::test_a_new_link_kills_the_old_one_and_taking_back_kills_both",
        "site/test_privacy_page.py::test_the_trail_and_invitations_end_when_the_page_says",
    ),
    "Your name, and your email address if you are to be reminded, with the action in the action plan.": (
        "partnerships/test_leaving.py::test_all_that_belongs_to_a_partnership_goes_and_another_stays_whole",
    ),
    "Otherwise they stay until %(months)s months after the last round of the partnership.": (
        "closing/test_people_retention.py::test_names_and_addresses_stay_until_their_time_and_are_gone_on_the_day",
    ),
    "see and change your answers, and take a copy along;": (
        "answering/test_copy.py::test_the_page_has_every_question_with_the_answer_in_words",
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
    ),
    "withdraw your answers: then they are erased at once.": (
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    "You can stop all email at any time, through the link at the bottom of every email.": (
        "mail/test_pages.py::test_looking_at_the_page_changes_nothing_a_click_stops_mail_and_another_starts_it",
        "mail/test_words.py::test_mails_to_participants_say_everything_in_their_language_and_their_links_work",
    ),
    "After the round has closed, separate answers no longer exist.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "So nobody can show, correct or erase yours then, and not even we can find out which they were.": (
        "closing/test_unlinked.py::test_whether_somebody_answered_cannot_be_told_by_anything",
        "answering/test_sending.py::test_a_closed_round_takes_nothing",
    ),
    "A coordinator can leave it out, at once and for good.": (
        "results/test_open_answers.py::test_what_is_left_out_is_gone_and_everything_else_stays_as_it_was",
        "closing/test_struck.py::test_what_was_struck_out_is_nowhere_on_the_disk",
    ),
    "Your answers: nobody.": (
        "site/test_rights.py::test_a_look_gives_each_visitor_what_the_matrix_says",
        "admin/test_access.py::test_no_page_shows_answers_participants_or_results",
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
    ),
    "No coordinator, no administrator and no colleague can see on this site what one person answered.": (
        "site/test_rights.py::test_a_look_gives_each_visitor_what_the_matrix_says",
        "admin/test_access.py::test_no_page_shows_answers_participants_or_results",
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
    ),
    "Names and addresses: the coordinators who manage the partnership.": (
        "site/test_rights.py::test_whoever_reads_only_sees_no_address_no_name_and_no_link",
    ),
    "Readers do not see them.": ("site/test_rights.py::test_whoever_reads_only_sees_no_address_no_name_and_no_link",),
    "The result: the coordinators, the readers whom they invited, and everyone with a link to the round once a "
    "coordinator shares it.": (
        "results/test_result_sharing.py::test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed",
        "results/test_result_sharing.py::test_the_open_link_shows_it_too_and_dies_when_it_is_off",
    ),
    "Accounts: the administrators of this site, and colleagues who coordinate the same partnership.": (
        "partnerships/test_coordinators.py::test_an_owner_sees_everyone_with_buttons_and_a_reader_the_names_alone",
        "site/test_rights.py::test_a_look_gives_each_visitor_what_the_matrix_says",
    ),
    "The site passes nothing on to anybody else, and sends nothing to other countries.": (
        "promises/test_outward.py::test_only_mail_and_single_sign_on_open_a_connection",
        "house/test_pages_are_our_own.py::test_nothing_is_fetched_from_elsewhere",
    ),
    "Your answers are used for one thing: to see how the partnership is doing and what would help it.": (
        "house/test_exact_numbers.py::test_what_knows_exact_numbers_is_imported_where_they_are_needed_alone",
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
    ),
    "Your name and address are used to invite you and to tell you the result.": (
        "mail/test_plans.py::test_only_people_who_can_and_may_be_mailed_are_invited",
    ),
    "The site builds no profile of you, takes no decision about you, shows no advertisements and tracks nobody.": (
        "house/test_pages_are_our_own.py::test_nothing_is_fetched_from_elsewhere",
        "site/test_privacy_page.py::test_every_cookie_that_is_set_stands_on_the_page_with_how_long_it_stays",
    ),
    "Nobody is told whether you did: coordinators see how many people answered, not who.": (
        "answering/test_copied_links.py::test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent",
        "rounds/test_counting_attacked.py::test_two_worlds_look_the_same_to_an_owner_all_day",
        "promises/test_owners_as_attackers.py::test_nothing_that_an_owner_can_fetch_tells_whether_somebody_has_answered",
    ),
    "If you do not take part, nothing happens on this site, except that you may get a reminder.": (
        "mail/test_plans.py::test_reminders_go_to_people_without_sent_answers_and_unsent_to_those_who_began",
    ),
    "Only what the site needs to work: cookies, and a few other things that the browser keeps.": (
        "site/test_privacy_page.py::test_every_cookie_that_is_set_stands_on_the_page_with_how_long_it_stays",
        "site/test_privacy_page.py::test_no_cookie_stands_on_the_page_that_is_not_set",
    ),
    "It tracks nobody, and no other site is involved.": (
        "house/test_pages_are_our_own.py::test_nothing_is_fetched_from_elsewhere",
        "promises/test_outward.py::test_only_mail_and_single_sign_on_open_a_connection",
    ),
}
"""Per sentence the tests that fail when it is not true, from the folder of tests."""

NOTHING = {
    "says what is kept": (
        "A coordinator of the partnership put these on the list; that is where we have them from.",
        "Also whether the invitation arrived, and whether you want no more email.",
    ),
    "says what a coordinator can do": ("A coordinator filled them in, and can change or remove them.",),
    "warns": (
        "Whoever runs the site makes backups, and the database keeps a log for a while.",
        "A backup made while a round is open contains the answers of that moment.",
        "The responsible organisation can tell you how long backups are kept.",
        (
            "There is one exception: what you answer on behalf of your organisation, if you are the only one who "
            "answers for it."
        ),
        "They can pass it on.",
        "When you sign in through %(sign_in)s: that organisation knows it.",
    ),
    "names a thing": (
        "Yourself, through your own link, until the round closes:",
        "Ask the coordinator, or the contact above.",
    ),
    "says what the law asks of who is responsible": (
        (
            "You can also ask the contact above to show what is kept about you, to correct it, to erase it, to use it "
            "less, or to give it to you to take along."
        ),
        "You get an answer within a month.",
        "You can complain to the Dutch data protection authority, the Autoriteit Persoonsgegevens:",
        "Whoever runs the server and sends the email on behalf of the responsible organisation.",
        "They could technically reach what is stored, and may do with it only what was agreed.",
        "The responsible organisation can tell you in which country the server is.",
    ),
    "says what it is": (
        "With Driekracht, organisations that work together measure how their partnership is doing.",
        "Here you read what is kept of you, why and for how long, and what you can ask.",
        "This installation has not yet stated who is responsible for your data.",
        "Ask the person who invited you.",
        "They are not meant to judge people.",
        "Taking part is voluntary.",
        "This installation has not yet stated its legal basis.",
        "That is why we do not ask your permission.",
    ),
}
"""Per reason the sentences that promise nothing."""
