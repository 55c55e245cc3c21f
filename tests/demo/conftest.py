from tests.demo.loaded_programme import programme  # noqa: F401  a fixture
