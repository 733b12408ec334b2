"""What mails say, to people who take part and to coordinators, and which tests hold it."""

HELD = {
    "Your reply to this email goes to %(reply_to)s.": (
        "mail/test_words.py::test_mails_to_participants_say_everything_in_their_language_and_their_links_work",
    ),
    "Your code for the questionnaire about %(partnership)s is:": (
        "mail/test_code_mail.py::test_the_code_is_mailed_and_opens_the_answers_elsewhere",
    ),
    "Keep the code to yourself: anyone who has the link and this code can see, change and withdraw your answers.": (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "We have not kept your address with your answers.": (
        "mail/test_code_mail.py::test_the_code_is_mailed_and_opens_the_answers_elsewhere",
    ),
    "{takes} You can stop and go on later.": (
        "answering/test_saving.py::test_the_place_is_kept_with_the_response_not_in_a_cookie",
    ),
    "You do not need an account.": (
        "answering/test_entering.py::test_a_personal_link_tells_what_it_is_and_leaves_its_secret_behind",
    ),
    "You can answer until {closes}.": (
        "answering/test_sending.py::test_a_closed_round_takes_nothing",
        "mail/test_sending.py::test_nothing_about_a_round_goes_out_after_its_time",
    ),
    "Your answers are confidential.": (
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
    ),
    "The first page tells you exactly what happens with them.": (
        "promises/test_table.py::test_every_sentence_is_in_the_table_and_every_line_of_the_table_is_a_sentence",
        "answering/test_promises.py::test_the_three_sentences_of_disclosure_stand_on_the_first_page",
    ),
    "Please do not forward this email: the link is for you alone.": (
        "rounds/test_links_by_mail_alone.py::test_no_page_file_or_list_holds_a_link_that_goes_by_mail_and_a_start_page_says_which_ones_do",
    ),
    "Nothing has been sent through your own link yet.": (
        "mail/test_plans.py::test_reminders_go_to_people_without_sent_answers_and_unsent_to_those_who_began",
        "mail/test_plans.py::test_whoever_sends_in_between_queueing_and_sending_gets_no_reminder",
    ),
    "Then your link brings you to where you were, on the same device.": (
        "answering/test_entering.py::test_the_link_shows_earlier_answers_at_once_where_they_were_given",
    ),
    "This reminder goes automatically to everyone whose answers are not in yet.": (
        "mail/test_plans.py::test_reminders_go_to_people_without_sent_answers_and_unsent_to_those_who_began",
    ),
    "Your coordinator does not see who has answered.": (
        "promises/test_owners_as_attackers.py::test_nothing_that_an_owner_can_fetch_tells_whether_somebody_has_answered",
        "rounds/test_counting_attacked.py::test_own_addresses_at_people_tell_by_no_mail_and_no_page_who_has_answered",
        "rounds/test_counting_attacked.py::test_two_worlds_look_the_same_to_an_owner_all_day",
        "mail/test_pages.py::test_the_page_looks_the_same_whoever_sent_in",
        "mail/test_plans.py::test_the_page_tells_of_no_reminder_whether_it_could_be_delivered",
    ),
    "Only answers that were sent count.": "closing/test_closing.py::test_only_what_was_sent_in_counts",
    "You can do this until {closes}.": "answering/test_sending.py::test_a_closed_round_takes_nothing",
    "After that, answers that were not sent are deleted.": (
        "closing/test_closing.py::test_only_what_was_sent_in_counts",
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
    ),
    "Your coordinator does not see who got it.": (
        "rounds/test_counting_attacked.py::test_own_addresses_at_people_tell_by_no_mail_and_no_page_who_has_answered",
        "mail/test_pages.py::test_the_page_looks_the_same_whoever_sent_in",
        "promises/test_owners_as_attackers.py::test_nothing_that_an_owner_can_fetch_tells_whether_somebody_has_answered",
    ),
    "Until that moment you can still change them, on the same device or with your code.": (
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "They have arrived.": "mail/test_plans.py::test_thanks_go_out_once_also_when_someone_changes_what_they_sent",
    (
        "You can change or withdraw them until {closes}: on the device on which you answered, or on another one with "
        "the code that you saw when you sent them."
    ): (
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    "After that all separate answers are erased from the site, so yours can no longer be changed.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
        "answering/test_sending.py::test_a_closed_round_takes_nothing",
    ),
    (
        "This address gets no more email about the round “{round}”, and the link that was emailed to it no longer "
        "works."
    ): (
        "people/test_new_addresses.py::test_the_old_link_dies_the_old_address_is_told_and_the_new_one_is_invited",
        "answering/test_earlier_answers.py::test_an_address_that_was_taken_away_can_still_take_everything_back",
    ),
    "They still count.": (
        "people/test_new_addresses.py::test_the_old_link_dies_the_old_address_is_told_and_the_new_one_is_invited",
        "answering/test_earlier_answers.py::test_an_address_that_was_taken_away_can_still_take_everything_back",
    ),
    "You can withdraw them until {closes}:": (
        "people/test_new_addresses.py::test_the_old_link_dies_the_old_address_is_told_and_the_new_one_is_invited",
    ),
    "The earlier answers still count.": (
        "answering/test_sending.py::test_of_two_devices_that_send_the_first_counts_and_the_last_waits_aside",
        "answering/test_copied_links.py::test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been",
    ),
    "Choose that here, until {closes}:": (
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    "If this was not you, you do not need to do anything: the earlier answers still count.": (
        "answering/test_sending.py::test_of_two_devices_that_send_the_first_counts_and_the_last_waits_aside",
        "answering/test_copied_links.py::test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been",
    ),
    "Only the new ones count.": (
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "If it was not you, withdraw them here, until {closes}, and answer again:": (
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "They have been deleted and do not count.": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    "You can answer until {closes}, through your own link:": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
    ),
    "If answers were sent through your link, you can withdraw them here until {closes}:": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
    ),
    "Anyone who has started but not sent anything yet gets an email too, if possible.": (
        "closing/test_round_extension.py::test_the_day_before_owners_and_unsent_drafts_are_told_once",
    ),
    "You do not see who they are.": (
        "closing/test_round_extension.py::test_the_day_before_owners_and_unsent_drafts_are_told_once",
        "mail/test_pages.py::test_the_page_looks_the_same_whoever_sent_in",
    ),
    "It stays open until {closes}.": (
        "closing/test_round_extension.py::test_with_too_few_answers_a_round_goes_on_for_a_week_once",
    ),
    "This happens only once; after that it closes with the answers that are there.": (
        "closing/test_round_extension.py::test_with_too_few_answers_a_round_goes_on_for_a_week_once",
    ),
    "On its page you can see how many answers are still needed:": (
        "rounds/test_rounds.py::test_the_response_is_counted_and_what_is_lacking_is_said",
    ),
    "The participants cannot see it yet.": (
        "results/test_result_sharing.py::test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed",
    ),
    "You decide when you share it with them.": (
        "results/test_result_sharing.py::test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed",
    ),
    (
        "On {deleted} the open answers of the round “{round}” of {partnership} will be erased, as was agreed with the "
        "people who wrote them."
    ): (
        "closing/test_retention.py::test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files",
        "closing/test_retention.py::test_owners_are_told_a_month_ahead_once_if_there_is_something_to_erase",
    ),
    "The rest of the result stays.": (
        "closing/test_retention.py::test_the_rest_of_the_result_stays_and_says_why_they_are_gone",
    ),
    "Accept the invitation through this link, before {until}:": (
        "accounts/test_mailed_link.py::test_the_mail_to_a_reader_shares_results_and_asks_nobody_to_coordinate",
        "partnerships/test_coordinators.py::test_old_wrong_and_borrowed_links_get_a_friendly_page",
    ),
    "You can read the results of its rounds, and see how many people answer.": (
        "site/test_rights.py::test_a_look_gives_each_visitor_what_the_matrix_says",
    ),
    "You do not need a password: we email you a link to sign in with.": (
        "accounts/test_mailed_link.py::test_the_mailed_link_signs_in_once_and_looking_at_it_does_nothing",
    ),
    "The link is for you alone.": (
        "partnerships/test_coordinators.py::test_a_link_that_came_by_mail_proves_the_address_and_one_that_was_handed_on_does_not",
    ),
    "You get this email because a coordinator put your email address on the list of %(name)s.": (
        "mail/test_words.py::test_mails_to_participants_say_everything_in_their_language_and_their_links_work",
    ),
    "You get this email because you coordinate %(name)s.": (
        "mail/test_words.py::test_mails_to_owners_lead_to_the_page_of_the_round",
    ),
    "You get this email because a coordinator of %(name)s filled in your email address.": (
        "mail/test_words.py::test_an_invitation_to_coordinate_or_to_read_and_a_reminder_of_an_action",
    ),
    (
        "On {deleted} the names and addresses of the people of {partnership} will be erased, because its last round "
        "was long ago."
    ): (
        "closing/test_people_retention.py::test_names_and_addresses_stay_until_their_time_and_are_gone_on_the_day",
        "closing/test_people_retention.py::test_owners_are_told_once_and_what_the_mail_says",
    ),
    "The results stay.": (
        "closing/test_people_retention.py::test_invitations_stay_of_nobody_and_results_stay_as_they_were",
    ),
    "If you open a new round before that day, they stay.": (
        "closing/test_people_retention.py::test_a_round_to_come_keeps_them",
        "closing/test_people_retention.py::test_a_new_round_begins_the_months_anew_and_is_warned_of_again",
    ),
}
"""Per sentence the tests that fail when it is not true, from the folder of tests."""

NOTHING = {
    "says how to go on": (
        (
            "This is how you continue on another device: open the same link there, choose “Go on with your code” and "
            "enter the code."
        ),
        "You can find the link where you first got it, for example in the email with the invitation.",
        "We would like to know how you see this partnership: what goes well and where it gets stuck.",
        "This is your own link:",
        "Here it is:",
        "If you did not ask for this, you can ignore this email.",
        "You can ignore this email.",
        "If this was you, you do not need to do anything.",
        "If you did not ask for this, you do not need to do anything.",
        "If you have already sent your answers, you do not need to do anything.",
        "If you did not send them yourself, or if you have a question, please tell {contact}.",
        "Open your link on the device on which you started, go to the last page and send them:",
        "You can read it through your own link:",
        "On its page you can see how many answers there are, and give people more time:",
        "This is its result:",
        "You do not need to do anything.",
        "This is the page of the round:",
        "This is the list:",
        "Open the results through this link, before {until}:",
        "You do not need to do anything else.",
        "What we keep about you, and your rights:",
        "Choose that here:",
    ),
    "says what happened or what is the matter": (
        "You take part in {partnership}.",
        "We asked you earlier how you see {partnership}.",
        "Your view counts: the more people answer, the better the picture.",
        "Someone entered your email address to get your link again.",
        "It belongs to the round “{round}” of {partnership}.",
        "You started answering the questions about {partnership}, but your answers have not been sent yet.",
        "This email is sent automatically.",
        "The round “{round}” of {partnership} stays open longer.",
        "The coordinator has changed or removed your email address in the list of {partnership}.",
        (
            "Answers about {partnership} were sent through your own link, although answers had already been sent "
            "through it before."
        ),
        "But somebody else has your link, so please tell {contact}.",
        "The answers about {partnership} that were sent through your own link have been replaced by new ones.",
        "The answers about {partnership} that were sent through your own link have been withdrawn.",
        "Somebody who has your own link asked for this email on a page of {partnership}.",
        "But somebody else may have your link, so please tell {contact}.",
        "The round “{round}” of {partnership} has closed, and the result is available.",
        "The round “{round}” of {partnership} closes on {closes}.",
        "When the round “{round}” of {partnership} was due to close, there were too few answers for a diagnosis.",
        "The round “{round}” of {partnership} has closed.",
        "{inviter} invites you to coordinate {partnership} in Driekracht.",
        "{inviter} wants to share with you how {partnership} is doing.",
        "With Driekracht, partners measure how their partnership is doing.",
        "In {partnership} the following was agreed:",
        "Tell the coordinator of the partnership, who keeps the list of what was agreed.",
    ),
    "says what it is": ("That is why we ask everyone the same questions.",),
    "thanks": (
        "Thank you for your answers about {partnership}.",
        "Thank you if you took part.",
    ),
}
"""Per reason the sentences that promise nothing."""
