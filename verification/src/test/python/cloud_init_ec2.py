"""Reads an instance as cloud-init does on EC2, with a token, and prints what it learnt as JSON.

usage: cloud_init_ec2.py METADATA_URL
"""

import json
import logging
import sys
import tempfile

from cloudinit import distros, helpers
from cloudinit.sources import DataSourceEc2 as ec2

logging.disable(logging.CRITICAL)
ec2.identify_platform = lambda: ec2.CloudNames.AWS  # by DMI, which says something else here
folder = tempfile.mkdtemp()
paths = helpers.Paths({"cloud_dir": folder, "run_dir": folder})
config = {"datasource": {"Ec2": {"metadata_urls": [sys.argv[1]], "max_wait": 20, "timeout": 10}}}
source = ec2.DataSourceEc2(config, distros.fetch("debian")("debian", {}, paths), paths)
found = source._get_data()
user_data = source.userdata_raw
json.dump({"found": found, "token": bool(source._api_token), "version": source.get_metadata_api_version(),
           "metadata": source.metadata, "instanceId": source.get_instance_id(),
           "userData": user_data.decode() if isinstance(user_data, bytes) else user_data}, sys.stdout)
