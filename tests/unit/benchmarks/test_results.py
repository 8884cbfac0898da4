from measuring.results import replace_section, table


def test_a_section_is_replaced_and_the_others_stay():
    document = replace_section("# Measured\n", "a", "first")
    document = replace_section(document, "b", "other \\1")
    document = replace_section(document, "a", "second")

    assert "second" in document
    assert "first" not in document
    assert "other \\1" in document
    assert document.count("<!-- begin a -->") == 1


def test_a_table_is_markdown():
    assert table(["system", "s"], [["Ordret", "1.0"]]) == (
        "| system | s |\n| --- | ---: |\n| Ordret | 1.0 |"
    )
