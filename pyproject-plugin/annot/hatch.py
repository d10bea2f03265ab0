"""The hatchling hook: modules that `[tool.annot]` names are compiled into the wheel.

    [tool.hatch.build.targets.wheel.hooks.annot]
"""

import os
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from annot import _binary


class AnnotBuildHook(BuildHookInterface):
    PLUGIN_NAME = "annot"

    def initialize(self, version, build_data):
        if self.target_name != "wheel":
            return
        if version == "editable":
            # The project's folder is on the path, so the module belongs beside its source.
            made = self._build([])
        else:
            self._folder = tempfile.TemporaryDirectory(prefix="annot-")
            made = self._build(["-o", self._folder.name])
            for line in made:
                inside = os.path.relpath(line["path"], self._folder.name).replace(os.sep, "/")
                build_data["force_include"][line["path"]] = inside
        if made:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def finalize(self, version, build_data, artifact_path):
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()

    def _build(self, arguments):
        code, lines, _ = _binary.messages(["build", *arguments, *_binary.this_python()], folder=self.root)
        if code != 0:
            raise RuntimeError(f"annot could not compile the modules of [tool.annot]\n{_binary.explain(lines)}")
        return [line for line in lines if line["reason"] == "artifact"]


@hookimpl
def hatch_register_build_hook():
    return AnnotBuildHook
