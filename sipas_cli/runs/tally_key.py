"""The file of the key that fingerprints of ballots are made with: 32 bytes by chance, as 64 hexadecimal
digits."""

import re
import secrets
from pathlib import Path

from sipas_cli.errors import RulesError, SurroundingsError, reason
from sipas_cli.files import FILE_MISSING, FILE_UNREADABLE, cannot_write, refuse_special, write_secret
from sipas_cli.intake.ballots.fingerprints import Key
from sipas_cli.runs import tally_messages
from sipas_cli.wording import Remark

_BYTES = 32
_DIGITS = re.compile(rf"[0-9a-f]{{{2 * _BYTES}}}")
_OF_OTHERS = 0o077


def make_key(path: Path) -> Key:
    """A new key in a new file that only its owner can read. Raises RulesError where there is such a file,
    SurroundingsError where it cannot be written."""
    key = Key(secrets.token_bytes(_BYTES))
    try:
        write_secret(path, f"{key.secret.hex()}\n".encode())
    except FileExistsError:
        raise RulesError(tally_messages.KEY_EXISTS, where=str(path)) from None
    except OSError as error:
        raise cannot_write(path, error) from error
    return key


def read_key(path: Path) -> tuple[Key, list[Remark]]:
    """The key in a file, and whether others can read it too. Raises RulesError for a file that is not there
    or holds no key, SurroundingsError for one that cannot be read."""
    try:
        refuse_special(path, str(path))
        with path.open("rb") as file:
            digits = file.read(1000).decode("ascii", errors="replace").strip()
        open_to_others = path.stat().st_mode & _OF_OTHERS
    except FileNotFoundError:
        raise RulesError(FILE_MISSING, where=str(path)) from None
    except OSError as error:
        raise SurroundingsError(FILE_UNREADABLE, where=str(path), reason=reason(error)) from None
    if not _DIGITS.fullmatch(digits):
        raise RulesError(tally_messages.KEY_MALFORMED, where=str(path))
    remarks = [Remark(tally_messages.KEY_OPEN, {"path": path})] if open_to_others else []
    return Key(bytes.fromhex(digits)), remarks
