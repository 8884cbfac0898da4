from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("den femte december totusind seksogtyve", "den 5. december 2026"),
        ("Den 5. december totusind seksogtyve.", "Den 5. december 2026."),
        ("den femte december seksogtyve", "den 5. december 2026"),
        ("den femte i tolvte", "den 5.12."),
        ("Mødet er den femte i tolvte.", "Mødet er den 5.12."),
        ("den femte i tolvte seksogtyve", "den 5.12.2026"),
        ("den tolvte i femte femogtres", "den 12.5.1965"),
        ("den tolvte juni nitten hundrede otteoghalvtreds", "den 12. juni 1958"),
        ("den en og tyvende maj", "den 21. maj"),
        ("den femte til den tiende juni", "den 5. til den 10. juni"),
        ("dateret anden august", "dateret 2. august"),
        ("i maj totusind fireogtyve", "i maj 2024"),
        ("den enogtredivte april", "den enogtredivte april"),
        ("den femte gang", "den femte gang"),
        ("den femte i rækken", "den femte i rækken"),
        ("den femte i tredje gruppe", "den femte i tredje gruppe"),
        ("hver anden maj måned", "hver anden maj måned"),
        ("den femte december tyve borgere", "den 5. december 20 borgere"),
    ],
)
def test_dates(write: Callable[..., str], spoken: str, written: str) -> None:
    assert write(spoken) == written


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("i nitten hundrede femogfirs flyttede hun", "i 1985 flyttede hun"),
        ("siden to tusind og tolv", "siden 2012"),
        ("fra totusind tyve til totusind femogtyve", "fra 2020 til 2025"),
        ("i tyve femogtyve", "i 2025"),
        ("januar tyve seksogtyve", "januar 2026"),
        ("skoleåret totusind femogtyve skråstreg seksogtyve", "skoleåret 2025/26"),
        ("loven er fra totusind og fem", "loven er fra 2005"),
        ("plads til totusind femogtyve gæster", "plads til 2.025 gæster"),
        ("prisen steg til to tusind", "prisen steg til 2.000"),
        ("tyve femogtyve", "tyve femogtyve"),
        ("i firserne", "i firserne"),
    ],
)
def test_years_only_where_the_words_around_them_say_so(
    write: Callable[..., str], spoken: str, written: str
) -> None:
    assert write(spoken) == written
