"""What people read before they begin, or instead, and which tests hold it."""

HELD = {
    (
        "Taking part is voluntary, and nobody is told whether you did: your coordinator sees how many people answer, "
        "not who, and your employer does not see it either."
    ): (
        "answering/test_copied_links.py::test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent",
        "rounds/test_counting_attacked.py::test_two_worlds_look_the_same_to_an_owner_all_day",
        "promises/test_owners_as_attackers.py::test_nothing_that_an_owner_can_fetch_tells_whether_somebody_has_answered",
        "mail/test_pages.py::test_the_page_looks_the_same_whoever_sent_in",
    ),
    "Taking part is voluntary, and your answers are confidential.": (
        "answering/test_promises.py::test_taking_part_is_voluntary_and_the_first_thing_that_is_said",
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "promises/test_owners_as_attackers.py::test_nothing_that_an_owner_can_fetch_tells_whether_somebody_has_answered",
    ),
    "As soon as the result is there, we erase all separate answers.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "Only rounded figures about at least %(people)s people remain.": (
        "closing/test_nothing_slips_through.py::test_no_exact_number_is_stored",
        "disclosure/test_rules.py::test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid",
        "closing/test_nothing_slips_through.py::test_open_answers_are_stored_from_ten",
    ),
    (
        "Those figures are so coarse that nobody can work out what you answered: not your coordinator, not a "
        "colleague, and not us either."
    ): (
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
        "promises/test_what_can_be_learned.py::test_somebody_who_knows_the_own_answer_learns_little_more",
        "disclosure/test_attack.py::test_a_newcomer_is_not_found_by_subtracting_two_rounds",
    ),
    (
        "What can be seen: what the group thinks together, also about interests, and your own texts, without your name."
    ): (
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "closing/test_nothing_slips_through.py::test_neither_people_nor_answers_are_stored",
    ),
    (
        "What can be seen: what the group thinks together, what you fill in about interests for your organisation, "
        "and your own texts, without your name."
    ): (
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "closing/test_nothing_slips_through.py::test_neither_people_nor_answers_are_stored",
    ),
    (
        "The %(count)s questions about interests are in the report with the name of your organisation, so it can be "
        "seen that somebody from it took part."
    ): (
        "answering/test_promises.py::test_an_organisation_whose_interests_are_named_is_said_to_be_seen_and_no_other",
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
    ),
    "If you are the only one who was asked there, that is you.": (
        "answering/test_promises.py::test_an_organisation_whose_interests_are_named_is_said_to_be_seen_and_no_other",
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
    ),
    (
        "Your answers are confidential: scores are shown of the partnership as a whole and per organisation, never "
        "per role."
    ): (
        "disclosure/test_rules.py::test_the_other_split_is_never_shown_and_perception_only_with_roles",
        "answering/test_promises.py::test_scores_are_told_by_the_split_of_the_round",
    ),
    (
        "Your answers are confidential: scores are shown of the partnership as a whole and per role, never per "
        "organisation."
    ): (
        "disclosure/test_rules.py::test_the_other_split_is_never_shown_and_perception_only_with_roles",
        "answering/test_promises.py::test_scores_are_told_by_the_split_of_the_round",
    ),
    (
        "What you write in your own words is shown word for word, but only when at least %(people)s people wrote "
        "something, in random order, and without role or organisation."
    ): (
        "disclosure/test_rules.py::test_open_answers_appear_from_ten_in_the_order_in_which_they_come",
        "closing/test_closing.py::test_answers_of_a_question_do_not_come_in_the_order_of_another",
        "closing/test_nothing_slips_through.py::test_open_answers_are_stored_from_ten",
    ),
    "The coordinator can leave it out.": (
        "results/test_open_answers.py::test_what_is_left_out_is_gone_and_everything_else_stays_as_it_was",
        "results/test_open_answers.py::test_nobody_but_owners_reads_or_leaves_out",
    ),
    "It is erased %(months)s month after the round closes.": (
        "closing/test_retention.py::test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files",
        "answering/test_promises.py::test_own_words_end_after_the_months_of_the_partnership",
    ),
    "It is erased %(months)s months after the round closes.": (
        "closing/test_retention.py::test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files",
        "answering/test_promises.py::test_own_words_end_after_the_months_of_the_partnership",
    ),
    "The coordinator decides who sees the result, outside the partnership too.": (
        "results/test_result_sharing.py::test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed",
        "results/test_share_links.py::test_a_link_shows_what_was_chosen_to_whoever_has_it",
    ),
    "The coordinator made this link and handed it out, so the coordinator could use it too.": (
        "rounds/test_links_by_mail_alone.py::test_without_a_mail_server_every_link_is_handed_out_and_the_start_page_says_so",
    ),
    "But without your code, or the device on which you answered, nobody can see or replace what you have sent.": (
        "answering/test_copied_links.py::test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been",
        "answering/test_copied_links.py::test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent",
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "The coordinator has been able to see this link, so the coordinator could use it too.": (
        "rounds/test_links_by_mail_alone.py::test_without_a_mail_server_every_link_is_handed_out_and_the_start_page_says_so",
        "rounds/test_links_by_mail_alone.py::test_only_links_on_a_page_count_as_shown_and_a_new_one_does_not",
    ),
    (
        "But without your code, the device on which you answered or an email to your own address, nobody can see or "
        "replace what you have sent."
    ): (
        "answering/test_copied_links.py::test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been",
        "answering/test_copied_links.py::test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent",
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "This link was sent to you alone, by email.": (
        "rounds/test_links_by_mail_alone.py::test_no_page_file_or_list_holds_a_link_that_goes_by_mail_and_a_start_page_says_which_ones_do",
    ),
    "No coordinator sees it.": (
        "rounds/test_links_by_mail_alone.py::test_no_page_file_or_list_holds_a_link_that_goes_by_mail_and_a_start_page_says_which_ones_do",
    ),
    "They have not been saved.": "answering/test_sending.py::test_a_closed_round_takes_nothing",
    "They change nothing about what had been sent before.": (
        "answering/test_sending.py::test_a_closed_round_takes_nothing",
    ),
    "Only answers that were sent before closing count in the result.": (
        "closing/test_closing.py::test_only_what_was_sent_in_counts",
    ),
    "The result is shared with everyone who was asked to take part.": (
        "results/test_result_sharing.py::test_the_whole_report_is_what_coordinators_see_and_the_summary_is_less",
    ),
    "The result is with the coordinator of the partnership, who decides when it is shared.": (
        "results/test_result_sharing.py::test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed",
    ),
    (
        "Your own answers cannot be seen, downloaded or changed any more: when the result is made, all separate "
        "answers are erased."
    ): (
        "answering/test_copy.py::test_after_closing_the_page_says_why_there_is_none",
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "Then an email with the link is on its way.": (
        "mail/test_pages.py::test_a_link_is_mailed_again_and_the_answer_tells_nobody_whether_it_was",
        "mail/test_pages.py::test_nobody_fills_a_mailbox_or_asks_for_everyone",
    ),
    "If it was invited to a round that is open now, we email you your own link.": (
        "mail/test_pages.py::test_a_link_is_mailed_again_and_the_answer_tells_nobody_whether_it_was",
        "mail/test_pages.py::test_nobody_fills_a_mailbox_or_asks_for_everyone",
    ),
    "The next page looks the same for everyone, so that nobody can find out here who was invited.": (
        "mail/test_pages.py::test_a_link_is_mailed_again_and_the_answer_tells_nobody_whether_it_was",
        "mail/test_pages.py::test_nobody_fills_a_mailbox_or_asks_for_everyone",
    ),
    "This page opens only on the device with which you opened your link.": (
        "answering/test_entering.py::test_the_address_alone_opens_nothing",
    ),
    "What you saved is still there: on the same device you go on where you were, on another one with your code.": (
        "answering/test_saving.py::test_the_place_is_kept_with_the_response_not_in_a_cookie",
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
        "answering/test_saving.py::test_a_lost_cookie_loses_nothing",
    ),
    "Allow them for this site: we need them to find your answers again.": (
        "site/test_privacy_page.py::test_every_cookie_that_is_set_stands_on_the_page_with_how_long_it_stays",
    ),
    "We accept no more from one device.": (
        "answering/test_open_limits.py::test_one_device_begins_at_most_five_times_in_a_round",
    ),
    "That makes it hard for one person to fill a round alone.": (
        "answering/test_open_limits.py::test_one_device_begins_at_most_five_times_in_a_round",
        "answering/test_open_limits.py::test_one_address_begins_at_most_forty_times_an_hour_whatever_it_says_of_itself",
    ),
    "We accept no more in an hour.": (
        "answering/test_open_limits.py::test_one_address_begins_at_most_forty_times_an_hour_whatever_it_says_of_itself",
    ),
    "Try again later: within an hour there is room again.": (
        "answering/test_open_limits.py::test_one_address_begins_at_most_forty_times_an_hour_whatever_it_says_of_itself",
    ),
    "It is still on this page: leave the page open to try again.": (
        "answering/test_open_limits.py::test_whoever_was_just_too_late_keeps_what_was_filled_in_and_can_try_it_again",
    ),
    "You can fill it in from %(opens)s.": "answering/test_entering.py::test_a_round_that_has_not_begun_says_when",
    "It has not been opened yet by the coordinator.": (
        "answering/test_entering.py::test_a_round_that_has_not_begun_says_when",
    ),
    "Keep your link: you can use it then.": "answering/test_entering.py::test_a_round_that_has_not_begun_says_when",
    "You do not have to do it in one go.": (
        "answering/test_saving.py::test_the_place_is_kept_with_the_response_not_in_a_cookie",
    ),
    "You can also begin with an empty form.": (
        "answering/test_entering.py::test_whoever_has_only_the_link_sees_no_answers_and_not_whether_there_are_any",
    ),
    "We send you no more email about %(name)s.": (
        "mail/test_pages.py::test_looking_at_the_page_changes_nothing_a_click_stops_mail_and_another_starts_it",
        "mail/test_plans.py::test_only_people_who_can_and_may_be_mailed_are_invited",
        "mail/test_sending.py::test_people_who_must_not_be_mailed_any_more_are_not",
    ),
    "Your link keeps working while the round is open.": (
        "mail/test_pages.py::test_looking_at_the_page_changes_nothing_a_click_stops_mail_and_another_starts_it",
    ),
    "We can send you email about %(name)s again.": (
        "mail/test_pages.py::test_looking_at_the_page_changes_nothing_a_click_stops_mail_and_another_starts_it",
        "mail/test_plans.py::test_only_people_who_can_and_may_be_mailed_are_invited",
        "mail/test_sending.py::test_people_who_must_not_be_mailed_any_more_are_not",
    ),
    "You then get no more invitations, reminders or results by email, in any round of this partnership.": (
        "mail/test_pages.py::test_looking_at_the_page_changes_nothing_a_click_stops_mail_and_another_starts_it",
        "mail/test_plans.py::test_only_people_who_can_and_may_be_mailed_are_invited",
        "mail/test_sending.py::test_people_who_must_not_be_mailed_any_more_are_not",
    ),
    "The person who invited you sees that you want no email.": (
        "people/test_people.py::test_whoever_unsubscribed_is_said_on_the_page_of_the_person",
    ),
    "Then continue with those answers, so that you count once.": (
        "answering/test_entering.py::test_whoever_used_both_links_on_one_device_counts_once_if_they_say_so",
    ),
    "An email is on its way to the address at which you were invited.": (
        "answering/test_earlier_answers.py::test_whoever_asks_for_the_mail_to_withdraw_reads_the_same_whatever_was_sent",
    ),
    "Then we delete everything that was filled in here, at once and for good.": (
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    "It does not count in the result.": (
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    "Until the round closes you can start again with the same link.": (
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    "Nothing of what was filled in here is stored with us.": (
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
    ),
    (
        "They stay as they are: what counts continues to count, and what does not count yet will do so only if it is "
        "sent again."
    ): (
        "answering/test_sending.py::test_withdrawing_takes_only_what_was_given_on_this_device",
        "answering/test_sending.py::test_what_waits_aside_does_not_count_by_itself_but_when_it_is_sent_once_more",
    ),
    "Then we delete everything that was filled in about %(name)s through your own link, at once and for good.": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
    ),
    "Nothing of it counts in the result.": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
    ),
    "Nobody sees any answers on this page.": (
        "answering/test_earlier_answers.py::test_the_page_of_that_mail_shows_no_answers_and_says_when_there_are_none",
    ),
    "Nothing that was filled in about %(name)s through your own link is stored here.": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
    ),
    "You answer as <strong>%(answers_as)s</strong>.": (
        "answering/test_entering.py::test_who_was_invited_in_a_role_begins_with_one_button_and_no_answer_chosen",
    ),
}
"""Per sentence the tests that fail when it is not true, from the folder of tests."""

NOTHING = {
    "says how to go on": (
        "Ask %(name)s, %(email)s.",
        "Ask the coordinator who sent you the link.",
        "Open your link again to see it.",
        "It can take a few minutes.",
        "Check your spam folder too.",
        "Perhaps you were invited at another address, or the round has closed.",
        "Ask the person who invited you for your link.",
        "Enter your email address.",
        "Open the link in your email or on your paper again.",
        "Use the link in the last email you got, or ask the person who invited you.",
        "Ask the coordinator for more room, or for a link of your own.",
        "Open the link on your own phone or computer.",
        "Or ask the coordinator for a link of your own.",
        "Or use another connection, such as the mobile internet of your phone.",
        "Choose another organisation below, or ask the person who invited you.",
        "Then start with an empty form.",
        "Perhaps part of the link is missing, or it was replaced by a new one.",
        "Compare it with the email or the paper: every letter and capital counts.",
        "Use the link in the last one.",
        "Ask the person who invited you for a new link.",
    ),
    "says what happened or what is the matter": (
        "The round closed on %(closed)s, before your last answers reached us.",
        "This round closed on %(closed)s.",
        "This site sends no email.",
        "If you see this page every time, your browser keeps no cookies.",
        "The link with which you began has been replaced by a new one.",
        "The coordinator chose how many people can answer through this link.",
        "That number has been reached.",
        "The questionnaire has already been started %(most)s times on this device.",
        "Through your internet connection %(most)s people have started in the past hour.",
        "What you filled in has not been saved.",
        (
            "The organisation that you chose no longer takes part in this partnership, so your answers for it have "
            "not been stored."
        ),
        "There is more time: it was due to close on %(first_closing)s.",
        "Your earlier answers are here.",
        "You go on where you were.",
        "You have chosen that we send you no email about %(name)s.",
        "Answers for this partnership were already sent on this device.",
        "Someone has already started for this partnership on this device.",
    ),
    "thanks": ("Thank you if you took part.",),
    "invites": (
        "%(name)s invites you to say how you see this partnership.",
        "You are invited to say how you see this partnership.",
    ),
    "names a thing": ("More about your data and your rights (opens in a new tab)",),
}
"""Per reason the sentences that promise nothing."""
