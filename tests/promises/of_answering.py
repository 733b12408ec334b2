"""What people read from the questions to the thanks, and which tests hold it."""

HELD = {
    "Through your internet connection %(most)s wrong codes were entered within an hour.": (
        "answering/test_mangled_links.py::test_codes_cannot_be_guessed_by_one_network_and_the_room_next_door_goes_on",
    ),
    "We accept no more, so that nobody can guess a code.": (
        "answering/test_mangled_links.py::test_codes_cannot_be_guessed_by_one_network_and_the_room_next_door_goes_on",
    ),
    "A link of your own, by email or on paper, works now.": (
        "answering/test_mangled_links.py::test_codes_cannot_be_guessed_by_one_network_and_the_room_next_door_goes_on",
    ),
    "There is no open link with this code.": (
        "answering/test_mangled_links.py::test_a_code_that_nobody_has_is_said_with_the_code_still_there",
    ),
    "Then open that one: it needs no code.": (
        "answering/test_entering.py::test_a_personal_link_tells_what_it_is_and_leaves_its_secret_behind",
    ),
    "The email was requested three times in the past hour.": (
        "answering/test_earlier_answers.py::test_the_mail_to_withdraw_goes_out_three_times_an_hour",
    ),
    "A wrong code was entered too many times.": "answering/test_sending.py::test_codes_cannot_be_guessed_for_long",
    "Try again in an hour, or go on with the device on which you began: you do not need a code there.": (
        "answering/test_sending.py::test_codes_cannot_be_guessed_for_long",
    ),
    "We use the address for this one email and do not keep it with your answers.": (
        "mail/test_code_mail.py::test_the_code_is_mailed_and_opens_the_answers_elsewhere",
    ),
    "The code was emailed three times in the past hour.": (
        "mail/test_code_mail.py::test_nobody_fills_a_mailbox_with_codes",
    ),
    "Open the same link there and enter this code.": (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "Keep it to yourself: anyone who has the link and this code can see, change and withdraw your answers.": (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
        "answering/test_sending.py::test_a_code_opens_nothing_through_another_link",
    ),
    (
        "Then those continue to count, until new ones replace them: with the code of the earlier ones, or through the "
        "email that we then send to the address at which you were invited."
    ): (
        "answering/test_sending.py::test_of_two_devices_that_send_the_first_counts_and_the_last_waits_aside",
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    "Then those continue to count, until new ones replace them with the code of the earlier ones.": (
        "answering/test_sending.py::test_of_two_devices_that_send_the_first_counts_and_the_last_waits_aside",
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "Not saved yet.": (
        "e2e/answering/test_offline.py::test_choices_of_a_window_that_was_closed_without_a_connection_are_delivered_later",
    ),
    "It is still on this device.": (
        "e2e/answering/test_refused.py::test_the_check_page_says_what_was_refused_leads_to_it_and_sends_once_it_is_mended",
    ),
    "Change it there first, then send your answers.": (
        "e2e/answering/test_refused.py::test_the_check_page_says_what_was_refused_leads_to_it_and_sends_once_it_is_mended",
    ),
    "Once you change it there, it becomes part of your answers.": (
        "e2e/answering/test_refused.py::test_what_was_refused_is_told_after_sending_too_and_what_waited_when_it_is_delivered_there",
    ),
    "We keep trying.": "e2e/answering/test_offline.py::test_no_choice_is_lost_in_many_tunnels",
    "We can email a link to the address at which you were invited.": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
        "answering/test_earlier_answers.py::test_no_mail_is_promised_to_whoever_cannot_be_mailed",
    ),
    "With it you withdraw everything that was filled in through your own link, and then you can answer again.": (
        "answering/test_earlier_answers.py::test_the_mail_takes_back_everything_and_says_so_by_mail",
        "answering/test_earlier_answers.py::test_no_mail_is_promised_to_whoever_cannot_be_mailed",
    ),
    (
        "What was sent earlier through your own link can be changed or withdrawn only on the device on which it was "
        "filled in, or with its code: we cannot email you a link."
    ): (
        "answering/test_copied_links.py::test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been",
        "answering/test_earlier_answers.py::test_no_mail_is_promised_to_whoever_cannot_be_mailed",
    ),
    "You may skip questions.": "answering/test_sending.py::test_the_check_tells_what_is_open_and_what_that_means",
    "Parts 1, 2 and 3 count only when at least half of their questions are answered;": (
        "answering/test_sending.py::test_three_answers_of_a_part_are_enough",
        "closing/test_counting.py::test_three_forces_are_counted_as_scoring_does",
    ),
    "“I don’t know” does not count as an answer there.": (
        "answering/test_sending.py::test_dont_know_is_an_answer_that_does_not_count",
    ),
    (
        "After sending you can still change or withdraw these answers until %(closes)s: on this device, or with the "
        "code that you see then."
    ): (
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "We send one email with your code, without your answers and without your link.": (
        "mail/test_code_mail.py::test_the_code_is_mailed_and_opens_the_answers_elsewhere",
    ),
    "When the result is made, all separate answers are erased.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "After that we cannot give you a copy any more.": (
        "answering/test_copy.py::test_after_closing_the_page_says_why_there_is_none",
    ),
    "What you change here becomes part of them at once when you go to another page.": (
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
    ),
    "Every answer is saved at once.": "e2e/answering/test_answering.py::test_every_choice_is_saved_at_once",
    "You may skip a question.": "answering/test_sending.py::test_the_check_tells_what_is_open_and_what_that_means",
    "Without a connection your choices wait on this device until they can be sent, at most 24 hours.": (
        "e2e/answering/test_kept.py::test_what_is_older_than_a_day_is_forgotten_and_not_delivered",
        "e2e/answering/test_offline.py::test_choices_of_a_window_that_was_closed_without_a_connection_are_delivered_later",
    ),
    "You can go on: what you choose waits on this device.": (
        "e2e/answering/test_going_on.py::test_in_a_tunnel_every_part_can_be_answered_and_all_of_it_is_stored",
    ),
    "As soon as there is a connection again, you go on to checking and sending.": (
        "e2e/answering/test_going_on.py::test_a_silent_site_keeps_nobody_on_a_page_and_the_newest_choice_wins",
    ),
    "Your answers are saved when you press one of these buttons.": (
        "answering/test_saving.py::test_every_step_stores_what_was_chosen_and_says_so",
    ),
    "Then the answers on this device count, and the earlier ones are deleted for good.": (
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "The answers that this email was about have been deleted.": (
        "answering/test_earlier_answers.py::test_the_page_of_that_mail_shows_no_answers_and_says_when_there_are_none",
    ),
    "The answers that were sent before have been deleted.": (
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    (
        "Until %(closes)s you can still change or withdraw them, on the device on which they were filled in or with "
        "their code."
    ): (
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "You can still choose otherwise until %(closes)s.": (
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    "The answers that were sent before still count.": (
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    "If the new ones take their place, those are deleted for good.": (
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    "The new ones do not count yet.": (
        "answering/test_earlier_answers.py::test_that_mail_lets_answers_count_when_the_earlier_ones_were_taken_back",
    ),
    "Nobody sees any answers on this page.": (
        "answering/test_earlier_answers.py::test_the_page_of_that_mail_shows_no_answers_and_says_when_there_are_none",
    ),
    "The device on which you started shows a code of six characters: below the questions, and after sending.": (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "With it you can see your earlier answers here.": (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "These answers have replaced the earlier ones.": (
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    "Only these count.": (
        "answering/test_earlier_answers.py::test_whoever_has_the_code_lets_new_answers_take_the_place_and_the_person_gets_a_mail",
    ),
    (
        "On this device you can change or withdraw these answers without it, on another device only with your link "
        "and this code."
    ): (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
        "answering/test_copied_links.py::test_whatever_is_done_with_a_copied_link_the_result_is_as_if_it_had_not_been",
    ),
    "Keep it to yourself: anyone who has the link and this code can do the same.": (
        "answering/test_sending.py::test_the_code_opens_the_answers_on_another_device",
    ),
    "The round closes on %(closes)s.": (
        "closing/test_closing.py::test_a_round_closes_at_its_time_however_late_the_worker_is",
    ),
    "The result is made at that moment.": (
        "closing/test_closing.py::test_a_round_closes_at_its_time_however_late_the_worker_is",
    ),
    "The coordinator decides when the result is shared with you.": (
        "results/test_result_sharing.py::test_before_sharing_and_after_taking_back_the_link_says_that_the_round_is_closed",
    ),
    "Until then you can change or withdraw these answers.": (
        "answering/test_sending.py::test_what_is_changed_after_sending_counts_and_stays_sent",
        "answering/test_sending.py::test_withdrawing_asks_first_and_deletes_for_good",
        "answering/test_sending.py::test_a_closed_round_takes_nothing",
    ),
    "After closing all separate answers are erased from this site.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "Then nobody can look up, change or remove yours here any more, and we cannot either.": (
        "closing/test_unlinked.py::test_whether_somebody_answered_cannot_be_told_by_anything",
        "answering/test_sending.py::test_a_closed_round_takes_nothing",
        "answering/test_copy.py::test_after_closing_the_page_says_why_there_is_none",
    ),
    "Everybody sees this, whether or not any had been sent.": (
        "answering/test_copied_links.py::test_through_a_copied_link_nobody_sees_whether_its_owner_had_sent",
    ),
    "If there were any, they continue to count, and these do not count yet.": (
        "answering/test_sending.py::test_of_two_devices_that_send_the_first_counts_and_the_last_waits_aside",
    ),
    "Wait for the email that we then send to the address at which you were invited, at most three an hour.": (
        "answering/test_copied_links.py::test_mails_about_a_link_do_not_fill_a_mailbox",
        "answering/test_earlier_answers.py::test_no_mail_is_promised_to_whoever_cannot_be_mailed",
    ),
    "It lets you choose which answers count.": (
        "answering/test_earlier_answers.py::test_a_mail_asks_the_person_which_answers_count",
    ),
    "Then send these again, and they count.": (
        "answering/test_sending.py::test_what_waits_aside_does_not_count_by_itself_but_when_it_is_sent_once_more",
    ),
}
"""Per sentence the tests that fail when it is not true, from the folder of tests."""

NOTHING = {
    "says how to go on": (
        "Try again later.",
        "Try again in an hour, or use another connection, such as the mobile internet of your phone.",
        "Compare it with the screen, the paper or the email.",
        "Try again in an hour.",
        "Check the code on the device you started with.",
        "Check the code on the device with which they were sent.",
        "Try again in an hour, or write the code down.",
        "Check it, or enter another one.",
        "Try again in a few minutes, or write the code down.",
        'Ask <a href="mailto:%(email)s">%(name)s</a>.',
        "Ask the coordinator who sent you the link.",
        "This opens a new tab.",
        "Answer at least one question.",
        "It can take a few minutes.",
        "Check your spam folder too.",
        "On your other device, open the same link that you used here and enter the code.",
        "Print this page or download them before the round closes.",
        "Try fewer letters or another word.",
        "On a shared computer: wait until it says “Saved” before you leave.",
        "Enter the code that was shown when the earlier answers were sent.",
        "If you did not send the new answers yourself, leave it as it is.",
        "Write it down, or take a picture of it.",
        "You can change that in these ways:",
    ),
    "says what happened or what is the matter": (
        "This was the last part.",
        "That needs a connection, and there isn’t one at the moment.",
        "The address at which you were invited.",
        "There are no answers with this code.",
        "No other answers with this code count.",
        "The mail server does not accept email for this address.",
        "The email could not be sent just now.",
        "This part does not count yet: fewer than half of the questions have an answer.",
        "There is nothing to send yet.",
        "%(count)s question has no answer yet.",
        "%(count)s questions have no answer yet.",
        "You have answered every question.",
        "As things stand, your answers do not count in the scores: none of parts 1, 2 and 3 has enough answers.",
        "No organisation found.",
        "You have sent these answers.",
        "They were sent on %(sent_at)s.",
        "It stays as it is.",
        "On %(sent_at)s new answers about %(name)s were sent through your own link.",
        "These answers have been sent again.",
    ),
    "names a thing": (
        "In part {part}:",
        "(opens in a new tab)",
        "Your code is:",
        "Download for a spreadsheet (CSV)",
        "Download for other programs (JSON)",
        "Capitals, spaces and dashes make no difference.",
        "At most 200 characters.",
        "At most 2,000 characters.",
        "Part %(page)s of %(n_pages)s:",
    ),
    "thanks": ("You help %(name)s to see where it stands and what to do next.",),
}
"""Per reason the sentences that promise nothing."""
