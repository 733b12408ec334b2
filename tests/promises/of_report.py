"""What a report says of how answers stay confidential, and which tests hold it."""

HELD = {
    "You see what the group thinks, not who thought what.": (
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
    ),
    "The separate answers have been erased.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "What is shown here is all that is left.": (
        "closing/test_nothing_slips_through.py::test_no_exact_number_is_stored",
        "closing/test_unlinked.py::test_whether_somebody_answered_cannot_be_told_by_anything",
    ),
    "Only older backups of the site and older logs of its database may still contain them, until those are replaced.": (
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    "What people wrote in their own words is erased %(months)s month after the round closes.": (
        "closing/test_retention.py::test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files",
        "closing/test_retention.py::test_each_partnership_has_its_own_months",
    ),
    "What people wrote in their own words is erased %(months)s months after the round closes.": (
        "closing/test_retention.py::test_own_words_stay_until_their_time_and_then_go_from_the_result_and_its_files",
        "closing/test_retention.py::test_each_partnership_has_its_own_months",
    ),
    "Every figure is about at least %(least)s people, except those on interests by name.": (
        "disclosure/test_rules.py::test_every_number_rests_on_enough_persons",
        "disclosure/test_rules.py::test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid",
        "reporting/test_words_method.py::test_every_figure_is_said_to_be_rounded_and_about_how_many",
    ),
    "Every figure is about at least %(least)s people.": (
        "disclosure/test_rules.py::test_every_number_rests_on_enough_persons",
        "disclosure/test_rules.py::test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid",
        "reporting/test_words_method.py::test_every_figure_is_said_to_be_rounded_and_about_how_many",
    ),
    "All figures are rounded: statements to the nearest ten, or to the nearest five with %(more)s answers or more.": (
        "disclosure/test_rules.py::test_a_statement_is_in_tens_below_ten_answers_and_in_fives_from_ten",
    ),
    "Where nearly everyone agrees it says “80 or higher” or “90 or higher”.": (
        "disclosure/test_rules.py::test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid",
        "disclosure/test_attack.py::test_unanimity_is_never_told",
    ),
    "Numbers of people are given roughly, such as 20–49.": (
        "disclosure/test_rules.py::test_counts_of_persons_are_bands_and_response_is_in_tens",
        "closing/test_nothing_slips_through.py::test_how_many_took_part_is_stored_in_bands_only",
    ),
    (
        "A group is shown only with %(least)s people or more, and when what smaller groups answered cannot be worked "
        "out from it."
    ): (
        "disclosure/test_rules.py::test_groups_are_shown_while_the_hidden_are_nobody_or_five",
        "disclosure/test_rules.py::test_no_group_nor_what_remains_is_below_the_least",
    ),
    (
        "Open answers appear word for word, in random order and without role or organisation, when there are %(least)s "
        "or more."
    ): (
        "disclosure/test_rules.py::test_open_answers_appear_from_ten_in_the_order_in_which_they_come",
        "closing/test_closing.py::test_answers_of_a_question_do_not_come_in_the_order_of_another",
    ),
    (
        "Why organisations take part and what they get from it was answered on their behalf and is shown by name, "
        "even if only one or a few people did so."
    ): (
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "reporting/test_words_method.py::test_interests_by_name_are_the_exception_that_is_told",
    ),
    "So it can be seen that an organisation took part.": (
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "reporting/test_words_method.py::test_interests_by_name_are_the_exception_that_is_told",
    ),
    (
        "People who answered there with only a few colleagues can also work out those colleagues’ answers to "
        "those three questions."
    ): (
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "reporting/test_words_method.py::test_interests_by_name_are_the_exception_that_is_told",
    ),
    "People knew that beforehand.": (
        "answering/test_promises.py::test_an_organisation_whose_interests_are_named_is_said_to_be_seen_and_no_other",
        "answering/test_drawn_page.py::test_interests_say_that_they_are_named_only_when_they_are",
    ),
    (
        "People who know their own answer know a little more about the others: for fewer than 1 in 400 statements, "
        "which two answers all the others can have given, never who gave which."
    ): (
        "promises/test_what_can_be_learned.py::test_somebody_who_knows_the_own_answer_learns_little_more",
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
    ),
    "Two people who put their answers together can find a third person’s in fewer than 1 in 1,000.": (
        "promises/test_what_can_be_learned.py::test_two_who_put_their_answers_together_seldom_find_a_third",
    ),
}
"""Per sentence the tests that fail when it is not true, from the folder of tests."""

NOTHING = {
    "asks": ("So do not guess who said what: ask each other.",),
    "warns": (
        "Whoever knows how somebody writes may recognise it.",
        "Where it says “80 or higher”, everyone probably gave one of the two highest answers: that is the result.",
        "No average can prevent that altogether.",
    ),
}
"""Per reason the sentences that promise nothing."""
