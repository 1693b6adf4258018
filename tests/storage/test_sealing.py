"""The first key seals, all keys open, and people stay found when a key is added."""

import pytest
from cryptography.fernet import Fernet

from storage.sealing import Keyring, SealBroken

OLD, NEW, STRANGE = (Fernet.generate_key().decode() for _ in range(3))


def test_the_first_key_seals() -> None:
    sealed = Keyring([NEW, OLD]).seal("Maria")
    assert Keyring([NEW]).open(sealed) == "Maria"
    with pytest.raises(SealBroken):
        Keyring([OLD]).open(sealed)


def test_all_keys_open() -> None:
    both = Keyring([NEW, OLD])
    assert both.open(Keyring([OLD]).seal("Maria")) == "Maria"
    assert both.open(Keyring([NEW]).seal("Sam")) == "Sam"
    with pytest.raises(SealBroken):
        both.open(Keyring([STRANGE]).seal("Eva"))


def test_what_is_sealed_twice_does_not_look_the_same() -> None:
    ring = Keyring([NEW])
    assert ring.seal("Maria") != ring.seal("Maria")


def test_people_stay_found_when_a_new_first_key_is_added() -> None:
    assert Keyring([NEW, OLD]).find("201") == Keyring([OLD]).find("201")
    assert Keyring([OLD, NEW]).find("201") != Keyring([OLD]).find("201"), "the last key finds"
    assert Keyring([OLD]).find("201") != Keyring([OLD]).find("202")


def test_no_key_or_half_a_key_is_refused() -> None:
    for keys in ([], [OLD[:-1]], ["no key at all"]):
        with pytest.raises(ValueError, match=r"."):
            Keyring(keys)
