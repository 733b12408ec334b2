"""What the README says one can rely on, and which tests hold it."""

HELD = {
    "Scoring is arithmetic in the open.": (
        "scoring/test_documentation.py::test_a_sum_comes_out",
        "scoring/test_documentation.py::test_the_examples_run",
    ),
    "Pure functions, each formula with its source and a worked example in docs/scoring.md.": (
        "scoring/test_documentation.py::test_a_sum_comes_out",
        "scoring/test_documentation.py::test_the_examples_run",
    ),
    (
        "How sure an outcome is, is a chance that was held against invented partnerships whose truth is known "
        "(python -m bench.simulation)."
    ): ("catalogue/test_expectations.py::test_the_table_is_what_the_product_says_of_invented_partnerships",),
    "Thresholds are working agreements, and the report says so.": (
        "reporting/test_words_method.py::test_the_method_says_what_the_second_model_does",
    ),
    "Answers stay confidential.": (
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_shared.py::test_the_page_for_participants_tells_what_is_stored_and_no_more",
    ),
    "When a round closes all separate answers are erased.": (
        "closing/test_closing.py::test_answers_and_seed_are_gone_when_there_is_a_result",
        "closing/test_erased.py::test_answers_are_gone_from_the_disk_after_closing_but_what_the_result_shows",
    ),
    (
        "What remains is rounded and about at least five people, except three answers on interests that are given in "
        "the name of the organisation, where the form says so; open answers are shown word for word, without name, "
        "from ten, and an owner can read them first and leave one out for good."
    ): (
        "disclosure/test_rules.py::test_every_number_of_random_rounds_rests_on_enough_persons_and_is_on_its_grid",
        "disclosure/test_rules.py::test_interests_appear_by_name_only_as_agreed",
        "disclosure/test_rules.py::test_open_answers_appear_from_ten_in_the_order_in_which_they_come",
        "results/test_open_answers.py::test_what_is_left_out_is_gone_and_everything_else_stays_as_it_was",
    ),
    (
        "Pages, charts, files and advice are made from those rounded numbers and from nothing else, and an attacker "
        "in the tests tries to work out answers from them."
    ): (
        "house/test_exact_numbers.py::test_what_knows_exact_numbers_is_imported_where_they_are_needed_alone",
        "disclosure/test_attack.py::test_no_answer_is_found_in_what_is_shown",
        "disclosure/test_media.py::test_a_file_tells_what_is_stored_and_no_more",
    ),
    "What can still be learned stands in the report's method.": (
        "promises/test_what_can_be_learned.py::test_somebody_who_knows_the_own_answer_learns_little_more",
    ),
    "Everybody can read it.": "e2e/test_every_page.py::test_every_page_is_accessible_and_fits",
    "Pages work without JavaScript and at 320 px;": "e2e/test_every_page.py::test_every_page_is_accessible_and_fits",
    "PDFs are tagged and pass PDF/UA-1 and PDF/A-3a; every chart has words and a table.": (
        "reporting/test_pdf_reports.py::test_every_paper_passes_every_rule",
        "reporting/test_result_page.py::test_every_picture_has_a_text_its_numbers_and_a_file",
    ),
    "No third parties.": (
        "house/test_pages_are_our_own.py::test_nothing_is_fetched_from_elsewhere",
        "promises/test_outward.py::test_only_mail_and_single_sign_on_open_a_connection",
    ),
    "No fetched fonts or scripts, no statistics, no calls home.": (
        "house/test_pages_are_our_own.py::test_nothing_is_fetched_from_elsewhere",
        "promises/test_outward.py::test_only_mail_and_single_sign_on_open_a_connection",
    ),
    "Mails go through your own mail server, and only single sign-on, where you set it up, asks another one.": (
        "promises/test_outward.py::test_only_mail_and_single_sign_on_open_a_connection",
    ),
}
"""Per sentence the tests that fail when it is not true, from the folder of tests."""

NOTHING: dict[str, tuple[str, ...]] = {}
"""Per reason the sentences that promise nothing."""
