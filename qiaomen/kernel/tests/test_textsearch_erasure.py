from contextlib import closing
from sqlite3 import connect
from time import sleep

import pytest
from django.db import ConnectionHandler, OperationalError, connection
from django.db.migrations.writer import OperationWriter
from django.db.transaction import TransactionManagementError

from config.databases import sqlite
from qiaomen.kernel.textsearch import TextIndex
from qiaomen.kernel.textsearch.entries import entry
from qiaomen.kernel.textsearch.operations import CreateTextIndex
from qiaomen.kernel.textsearch.sqlite import SqliteEngine

TABLE = "scratch_text"
SECRET = "秘密13800138000"
TRACES = ["秘密".encode(), b"13800138000"]


@pytest.fixture
def index(transactional_db):
    operation, editor = CreateTextIndex(TABLE), connection.schema_editor()
    operation.database_forwards("kernel", editor, None, None)
    yield TextIndex(TABLE)
    operation.database_backwards("kernel", editor, None, None)
    assert not [name for name in connection.introspection.table_names() if TABLE in name]


def test_the_index_is_sound_after_optimizing(index):
    index.write((pk, f"噪音{pk}", "三栋", []) for pk in range(100))
    index.erase(range(50))
    index.optimize()
    assert index.count("三栋") == 50
    assert (index.count("噪音7"), index.count("噪音77")) == (0, 1)


def test_optimizing_inside_a_transaction_is_refused(db):
    with pytest.raises(TransactionManagementError):
        TextIndex(TABLE).optimize()


def test_the_operation_says_what_it_does_and_can_be_written_to_a_migration():
    operation = CreateTextIndex(TABLE)
    assert operation.describe() == "Create the text index scratch_text"
    written, _ = OperationWriter(operation).serialize()
    assert "textsearch.operations.CreateTextIndex(" in written


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads PostgreSQL's files")
def test_postgres_keeps_no_trace_of_what_was_erased(index):
    fill_and_erase(index.write, index.erase)
    assert traces(postgres_files()) == TRACES
    assert any(rewritten_without_trace(index) for _try in range(20))


def rewritten_without_trace(index):
    """PostgreSQL's own housekeeping may hold an older snapshot for a moment, and dead rows with it."""
    index.optimize()
    return traces(postgres_files()) == [] or sleep(0.5)


def postgres_files():
    """The bytes of the table and of its indexes."""
    reading = (
        "SELECT pg_read_binary_file(pg_relation_filepath(oid::regclass)) FROM pg_class "
        "WHERE relname LIKE 'scratch_text%' AND relkind IN ('r', 'i')"
    )
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(reading)
        return b"".join(bytes(content) for (content,) in cursor.fetchall())


def fill_and_erase(write, erase):
    write([(pk, f"噪音{pk}", "三栋的路灯坏了", []) for pk in range(2, 300)])
    write([(1, SECRET, SECRET, [])])
    write([(1, "路灯", SECRET, [])])
    erase([1])


def traces(content):
    return [trace for trace in TRACES if trace in content]


@pytest.fixture
def file(db, tmp_path):
    return tmp_path / "qiaomen.sqlite3"


@pytest.fixture
def engine(file):
    """An index of SQLite in a file, with the settings of an installation but for its patience."""
    settings = sqlite(file)
    settings["OPTIONS"]["timeout"] = 0
    wrapper = ConnectionHandler({"default": settings})["default"]
    engine = SqliteEngine(wrapper, TABLE)
    with wrapper.cursor() as cursor:
        cursor.execute(*engine.creation())
    yield engine
    wrapper.close()


def sqlite_files(file):
    """The bytes of the database and of its write-ahead log."""
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


def test_sqlite_keeps_no_trace_of_what_was_erased(engine, file):
    fill_and_erase(lambda records: engine.write([entry(*record) for record in records]), engine.erase)
    assert traces(sqlite_files(file)) == TRACES
    engine.optimize()
    assert traces(sqlite_files(file)) == []


def test_sqlite_says_when_a_reader_keeps_the_log(engine, file):
    engine.write([entry(1, SECRET, "", [])])
    with closing(connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM scratch_text").fetchone()
        engine.erase([1])
        with pytest.raises(OperationalError, match="readers kept it"):
            engine.optimize()
    engine.optimize()
    assert traces(sqlite_files(file)) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")
def test_sqlite_overwrites_what_it_deletes(db):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
