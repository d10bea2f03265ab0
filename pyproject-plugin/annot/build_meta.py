"""A build backend (PEP 517, PEP 660): setuptools', with the modules of `[tool.annot]` compiled.

    [build-system]
    requires = ["annot"]
    build-backend = "annot.build_meta"

`--config-setting annot-profile=dev` and the like set what `ANNOT_PROFILE` sets.
"""

import contextlib
import os

SETUPTOOLS = "setuptools>=77"
PREFIX = "annot-"


def _requires(name, config_settings):
    # setuptools is not there yet when this is asked for the first time.
    try:
        from setuptools import build_meta
    except ImportError:
        return [SETUPTOOLS]
    with _settings(config_settings) as rest:
        more = getattr(build_meta, name)(rest)
    return [SETUPTOOLS, *(requirement for requirement in more if requirement != SETUPTOOLS)]


@contextlib.contextmanager
def _settings(config_settings):
    """Puts our settings into the environment, and gives those that are setuptools'."""
    before = os.environ.copy()
    rest = {}
    for key, value in (config_settings or {}).items():
        if key.startswith(PREFIX):
            os.environ["ANNOT_" + key[len(PREFIX) :].replace("-", "_").upper()] = str(value)
        else:
            rest[key] = value
    try:
        yield rest or None
    finally:
        os.environ.clear()
        os.environ.update(before)


def _call(name, config_settings, *arguments):
    from setuptools import build_meta

    with _settings(config_settings) as rest:
        return getattr(build_meta, name)(*arguments[:1], rest, *arguments[1:])


def get_requires_for_build_wheel(config_settings=None):
    return _requires("get_requires_for_build_wheel", config_settings)


def get_requires_for_build_sdist(config_settings=None):
    return _requires("get_requires_for_build_sdist", config_settings)


def get_requires_for_build_editable(config_settings=None):
    return _requires("get_requires_for_build_editable", config_settings)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    return _call("prepare_metadata_for_build_wheel", config_settings, metadata_directory)


def prepare_metadata_for_build_editable(metadata_directory, config_settings=None):
    return _call("prepare_metadata_for_build_editable", config_settings, metadata_directory)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _call("build_wheel", config_settings, wheel_directory, metadata_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return _call("build_editable", config_settings, wheel_directory, metadata_directory)


def build_sdist(sdist_directory, config_settings=None):
    return _call("build_sdist", config_settings, sdist_directory)
