"""Letter templates on disk: Ordret's own, an organisation's, and broken ones among them."""

from pathlib import Path

import pytest

from ordret.documents.template import find_templates, load_template
from ordret.errors import Fault, FaultCode, RequestFault
from word_files import ONE_FIELD, template_in, with_parts, word_file


def folders(root: Path) -> tuple[Path, Path]:
    """Ordret's own folder with two templates, and an empty one of the organisation's."""
    own, share = root / "own", root / "share"
    template_in(own, "{{ tekst }}", name="afgoerelse")
    template_in(own, "{{ tekst }}", name="brev", declaration=ONE_FIELD.replace("Prøve", "Brev"))
    share.mkdir()
    return own, share


def test_templates_are_found_by_id_and_sorted_by_title(tmp_path: Path) -> None:
    own, share = folders(tmp_path)
    template_in(share, "{{ tekst }}", name="byggesag", declaration=ONE_FIELD.replace("Prø", "Aar"))
    found = find_templates([share], own=own)
    assert [template.id for template in found.templates] == ["byggesag", "brev", "afgoerelse"]
    assert (found.faults, found.notices) == ((), ())


@pytest.mark.parametrize("name", ["afgoerelse", "Afgørelse", "AFGØRELSE", " afgoerelse "])
def test_a_template_is_named_with_danish_letters_or_without(tmp_path: Path, name: str) -> None:
    own, _ = folders(tmp_path)
    assert find_templates(own=own).named(name).id == "afgoerelse"


def test_the_organisations_template_wins_and_that_is_told(tmp_path: Path) -> None:
    own, share = folders(tmp_path)
    theirs = template_in(share, "Vores {{ tekst }}", name="Afgørelse")
    found = find_templates([share], own=own)
    assert found.named("afgoerelse").source == theirs
    assert found.notices == (
        f"Skabelonen »afgoerelse« tages fra »{share}« i stedet for Ordrets egen.",
    )
    assert len(found.templates) == 2


def test_a_broken_template_hides_no_other_and_is_not_replaced_in_silence(tmp_path: Path) -> None:
    own, share = folders(tmp_path)
    template_in(share, "{{ findes_ikke }}", name="afgoerelse")
    template_in(share, "{{ tekst }}", name="orientering", declaration="title = ")
    template_in(share, "{{ tekst }}", name="kvittering")
    found = find_templates([share], own=own)
    assert {template.id for template in found.templates} == {"brev", "kvittering"}
    assert ["»afgoerelse.docx«" in fault.what for fault in found.faults] == [True, False]
    with pytest.raises(Fault, match="findes_ikke"):
        found.named("afgoerelse")
    with pytest.raises(Fault, match=r"orientering\.toml« har en skrivefejl"):
        found.named("orientering")


def test_an_unknown_template_is_refused_with_those_there_are(tmp_path: Path) -> None:
    own, _ = folders(tmp_path)
    with pytest.raises(RequestFault) as refused:
        find_templates(own=own).named("afgørelsen")
    assert refused.value.code is FaultCode.REQUEST_INVALID
    assert "»afgørelsen«" in refused.value.what
    assert refused.value.remedy == "Vælg en af disse: brev, afgoerelse."


def test_a_share_that_is_not_there_is_told_and_the_own_templates_stay(tmp_path: Path) -> None:
    own, share = folders(tmp_path)
    found = find_templates([share / "væk"], own=own)
    assert len(found.templates) == 2
    (fault,) = found.faults
    assert fault.code is FaultCode.FILE_UNREADABLE
    assert "væk« findes ikke" in fault.what
    assert "documents.templates_folder" in fault.remedy


def test_a_word_file_without_its_list_of_fields_is_told(tmp_path: Path) -> None:
    own, share = folders(tmp_path)
    (share / "byggesag.docx").write_bytes(word_file("Hej"))
    (share / "~$byggesag.docx").write_bytes(b"laas")
    (share / "vejledning.pdf").write_bytes(b"%PDF")
    (fault,) = find_templates([share], own=own).faults
    assert "»byggesag.docx« har ingen liste over felter: »byggesag.toml«" in fault.what


def test_a_list_of_fields_without_its_word_file_is_told(tmp_path: Path) -> None:
    declaration = template_in(tmp_path, "{{ tekst }}")
    declaration.with_suffix(".docx").unlink()
    with pytest.raises(Fault, match=r"»proeve\.toml« har intet Word-dokument"):
        load_template(declaration)


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".dotm", ".doc"])
def test_another_kind_of_word_file_is_told_what_to_be_saved_as(tmp_path: Path, suffix: str) -> None:
    declaration = template_in(tmp_path, "{{ tekst }}")
    declaration.with_suffix(".docx").rename(declaration.with_suffix(suffix))
    (fault,) = find_templates([tmp_path], own=tmp_path).faults
    assert fault.code is FaultCode.TEMPLATE_INVALID
    assert f"»proeve{suffix}« er ikke gemt som et almindeligt Word-dokument" in fault.what
    assert "»proeve.docx«" in fault.remedy


def test_a_macro_in_the_share_is_refused_by_name(tmp_path: Path) -> None:
    declaration = template_in(tmp_path, "{{ tekst }}")
    document = declaration.with_suffix(".docx")
    document.write_bytes(with_parts(document.read_bytes(), {"word/vbaProject.bin": b"x"}))
    with pytest.raises(Fault, match=r"»proeve\.docx« har makroer"):
        load_template(declaration)


def test_a_folder_where_a_file_should_be_is_told(tmp_path: Path) -> None:
    declaration = template_in(tmp_path, "{{ tekst }}")
    declaration.with_suffix(".docx").unlink()
    declaration.with_suffix(".docx").mkdir()
    with pytest.raises(Fault, match="kan ikke læses") as refused:
        load_template(declaration)
    assert refused.value.code is FaultCode.FILE_UNREADABLE
