"""What the command that checks a downloaded chain says of a file that is none."""

import pytest
from django.core.management import CommandError, call_command

from tests import factories


def test_the_list_of_chains_is_not_taken_for_a_chain(site, reader, tmp_path):
    factories.update(factories.assembly())
    file = tmp_path / "record.json"
    file.write_bytes(reader.get("/updates/record.json").content)
    with pytest.raises(CommandError, match="is the list of chains. Download one of those it names."):
        call_command("verify_ledger", str(file))
