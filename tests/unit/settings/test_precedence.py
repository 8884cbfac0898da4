from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ordret.errors import FaultCode, RequestFault
from ordret.settings.declaration import Settings, declared_settings
from ordret.settings.precedence import Layer, Level, resolve

FILES = {
    Level.POLICY: Path("/etc/ordret/policy.toml"),
    Level.COMMAND: None,
    Level.MACHINE: Path("/etc/ordret/settings.toml"),
    Level.USER: Path("/home/åse/settings.toml"),
}


def layer(level: Level, **sections: object) -> Layer:
    return Layer(level, FILES[level], sections)


def refusal(*layers: Layer) -> str:
    with pytest.raises(RequestFault) as raised:
        resolve(layers)
    assert raised.value.code is FaultCode.SETTING_INVALID
    assert raised.value.exit_status == 2
    return raised.value.what


def test_without_any_file_the_defaults_hold() -> None:
    resolved = resolve(())

    assert resolved.settings == Settings()
    assert {value.level for value in resolved.in_force} == {Level.DEFAULT}


def test_a_value_comes_from_the_highest_layer_that_names_it() -> None:
    resolved = resolve(
        (
            layer(Level.USER, recognition={"model": "egen", "threads": 2}, author={"name": "Åse"}),
            layer(Level.MACHINE, recognition={"model": "husets", "threads": 4}),
            layer(Level.POLICY, recognition={"model": "fastlagt"}),
        )
    )

    assert resolved.settings.recognition.model == "fastlagt"
    assert resolved.settings.recognition.threads == 4
    assert resolved.settings.author.name == "Åse"
    assert resolved.settings.audio.pre_roll_seconds == 0.3


def test_every_key_tells_where_its_value_comes_from_and_whether_it_is_locked() -> None:
    resolved = resolve(
        (
            layer(Level.POLICY, usage={"collect": False}),
            layer(Level.COMMAND, recognition={"device_type": "cpu"}),
            layer(Level.USER, author={"name": "Åse"}),
        )
    )

    told = {value.key: value for value in resolved.in_force}
    assert set(told) == {setting.key for setting in declared_settings()}
    assert told["usage.collect"].value is False
    assert told["usage.collect"].file == FILES[Level.POLICY]
    assert told["recognition.device_type"].level is Level.COMMAND
    assert told["author.name"].file == FILES[Level.USER]
    assert told["author.title"].level is Level.DEFAULT
    assert [key for key, value in told.items() if value.locked] == ["usage.collect"]


LEVELS = st.sampled_from([level for level in Level if level is not Level.DEFAULT])


@given(values=st.dictionaries(LEVELS, st.integers(0, 64)), data=st.data())
def test_the_order_in_which_the_layers_are_given_changes_nothing(
    values: dict[Level, int], data: st.DataObject
) -> None:
    if Level.POLICY in values:
        values.pop(Level.COMMAND, None)
    layers = [layer(level, recognition={"threads": count}) for level, count in values.items()]
    shuffled = data.draw(st.permutations(layers))

    expected = next((values[level] for level in Level if level in values), 0)
    assert resolve(tuple(shuffled)).settings.recognition.threads == expected


def test_an_argument_against_the_policy_is_refused_and_not_silently_dropped() -> None:
    what = refusal(
        layer(Level.POLICY, recognition={"model": "base"}),
        layer(Level.COMMAND, recognition={"model": "edda-v0.2"}),
    )

    assert "»recognition.model« er fastlagt af organisationen i /etc/ordret/policy.toml" in what


def test_an_argument_that_agrees_with_the_policy_is_welcome() -> None:
    same = {"model": "base"}

    resolved = resolve(
        (layer(Level.POLICY, recognition=same), layer(Level.COMMAND, recognition=same))
    )

    assert resolved.settings.recognition.model == "base"


@pytest.mark.parametrize(
    ("section", "name", "value", "allowed"),
    [
        ("recognition", "device_type", "gpu", '"auto", "cpu" eller "cuda"'),
        ("recognition", "device_type", 1, '"auto", "cpu" eller "cuda"'),
        ("recognition", "threads", 65, "et helt tal fra 0 til 64"),
        ("recognition", "threads", -1, "et helt tal fra 0 til 64"),
        ("recognition", "threads", 1.0, "et helt tal fra 0 til 64"),
        ("recognition", "threads", True, "et helt tal fra 0 til 64"),
        ("recognition", "second_pass", "ja", "true (ja) eller false (nej)"),
        ("recognition", "second_pass", 1, "true (ja) eller false (nej)"),
        ("endpoint", "silence_seconds", 0.1, "et tal fra 0.2 til 1"),
        ("endpoint", "silence_seconds", "0,5", "et tal fra 0.2 til 1"),
        ("endpoint", "silence_seconds", float("nan"), "et tal fra 0.2 til 1"),
        ("endpoint", "silence_seconds", float("inf"), "et tal fra 0.2 til 1"),
        ("author", "name", 7, "tekst i anførselstegn, uden linjeskift"),
        ("author", "name", "Åse\nØstergård", "tekst i anførselstegn, uden linjeskift"),
        ("author", "name", "å" * 201, "højst 200 tegn"),
        ("organisation", "address", "Rådhuset\x00", "tekst i anførselstegn"),
        ("usage", "department", "Børn; unge", "bogstaver, mellemrum, . , & / ( ) -"),
        ("usage", "department", "Sagen om 000061-4285", "højst fem cifre i træk"),
        ("usage", "retention_days", 10**30, "et helt tal fra 1 til 800"),
    ],
)
def test_a_wrong_value_names_file_key_and_what_is_allowed(
    section: str, name: str, value: object, allowed: str
) -> None:
    what = refusal(layer(Level.USER, **{section: {name: value}}))

    assert what.startswith(f"/home/åse/settings.toml: »{section}.{name}« skal være ")
    assert allowed in what


def test_every_mistake_in_every_file_is_told_at_once() -> None:
    what = refusal(
        layer(Level.MACHINE, usage={"retention_days": 0}),
        layer(Level.USER, recognition={"threads": "to", "modle": "base"}, lyd={}),
    )

    assert what.startswith("Der er 4 fejl i indstillingerne:")
    assert "– /etc/ordret/settings.toml: »usage.retention_days«" in what
    assert "– /home/åse/settings.toml: »recognition.threads«" in what
    assert "»recognition.modle« findes ikke. Mente du »model«?" in what
    assert "»lyd« findes ikke. Her kan stå: recognition, audio," in what


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        ({"pre_roll_seconds": 0.3}, "Mente du »audio.pre_roll_seconds«?"),
        ({"name": "Åse"}, "Mente du »organisation.name« eller »author.name«?"),
        ({"endpoint": {"device_type": "cpu"}}, "Mente du »recognition.device_type«?"),
        ({"audio": {"xyz": 1}}, "Her kan stå: microphone, pre_roll_seconds."),
    ],
)
def test_a_key_in_the_wrong_place_is_told_where_it_belongs(
    sections: dict[str, object], told: str
) -> None:
    assert told in refusal(layer(Level.USER, **sections))


@pytest.mark.parametrize("content", [3, "lyd", [{"microphone": "x"}], None])
def test_a_section_that_is_no_section_is_told(content: object) -> None:
    assert "et afsnit, der begynder med linjen [audio]" in refusal(layer(Level.USER, audio=content))


def test_a_long_wrong_value_is_shown_short() -> None:
    assert len(refusal(layer(Level.USER, author={"name": "lang tekst " * 1000}))) < 250


def test_a_mistake_in_a_file_of_the_machine_sends_the_user_to_it() -> None:
    with pytest.raises(RequestFault) as raised:
        resolve((layer(Level.POLICY, usage={"collect": "nej"}),))

    assert "it-afdelingen" in raised.value.remedy


def test_an_address_may_have_several_lines() -> None:
    address = "Rådhuspladsen 1\n5000 Odense C"

    resolved = resolve((layer(Level.MACHINE, organisation={"address": address}),))

    assert resolved.settings.organisation.address == address


@pytest.mark.parametrize("name", ["Børn & unge (0-6 år)", "5320 Æblehaven", "Team 3, nord/vest"])
def test_a_department_is_named_as_departments_are(name: str) -> None:
    resolved = resolve((layer(Level.POLICY, usage={"department": name}),))

    assert resolved.settings.usage.department == name


def test_settings_cannot_be_changed_after_they_are_read() -> None:
    with pytest.raises(ValidationError):
        Settings().recognition.model = "en anden"


def test_every_setting_is_described_in_danish_and_names_its_unit() -> None:
    for setting in declared_settings():
        assert setting.section_title
        assert setting.description.endswith(".")
        if setting.name.endswith("_seconds"):
            assert "(sekunder)" in setting.description
        if setting.name.endswith("_days"):
            assert "(dage)" in setting.description


def test_every_default_is_itself_allowed() -> None:
    values: dict[str, dict[str, object]] = {}
    for setting in declared_settings():
        values.setdefault(setting.section, {})[setting.name] = setting.default

    assert resolve((layer(Level.USER, **values),)).settings == Settings()
