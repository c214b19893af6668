"""Prints as JSON what cloud-init makes of user data: the merged cloud-config, and the scripts in the order they run."""

import json
import os
import sys
import tempfile

import yaml
from cloudinit import handlers, helpers
from cloudinit.handlers.cloud_config import CloudConfigPartHandler
from cloudinit.handlers.shell_script import ShellScriptPartHandler
from cloudinit.settings import PER_ALWAYS
from cloudinit.user_data import UserDataProcessor


class Source:
    def get_instance_id(self):
        return "i-1"


with tempfile.TemporaryDirectory() as folder:
    scripts = os.path.join(folder, "instances", "i-1", "scripts")
    os.makedirs(scripts)
    os.symlink(os.path.join(folder, "instances", "i-1"), os.path.join(folder, "instance"))
    paths = helpers.Paths({"cloud_dir": folder, "run_dir": folder}, Source())
    message = UserDataProcessor(paths).process(open(sys.argv[1], "rb").read())
    readers = [CloudConfigPartHandler(paths), ShellScriptPartHandler(paths)]
    for reader in readers:
        handlers.call_begin(reader, {}, PER_ALWAYS)
    walk = {
        "handlers": {kind: reader for reader in readers for kind in reader.list_types()},
        "data": {},
        "frequency": PER_ALWAYS,
        "excluded": [],
        "handlerdir": folder,
        "handlercount": 0,
    }
    handlers.walk(message, handlers.walker_callback, walk)
    for reader in readers:
        handlers.call_end(reader, {}, PER_ALWAYS)
    config = yaml.safe_load(open(paths.get_ipath("cloud_config")))
    found = {name: open(os.path.join(scripts, name)).read() for name in sorted(os.listdir(scripts))}
print(json.dumps({"config": config, "scripts": found}))
