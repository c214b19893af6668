"""Fails if a test was skipped for a reason that the given file does not allow. Prints what ran."""

import glob
import re
import sys
import xml.etree.ElementTree as tree

allowed = [line.strip() for line in open(sys.argv[1]) if line.strip() and not line.startswith("#")]
ran, unexpected = 0, []
for report in glob.glob("*/target/surefire-reports/TEST-*.xml"):
    for case in tree.parse(report).getroot().iter("testcase"):
        skipped = case.find("skipped")
        if skipped is None:
            ran += 1
            continue
        reason = skipped.get("message") or (skipped.text or "").strip() or "no reason given"
        if not any(re.search(pattern, reason) for pattern in allowed):
            unexpected.append(f"{case.get('classname')}.{case.get('name')}: {reason}")
for line in unexpected:
    print("skipped:", line, file=sys.stderr)
print(f"{ran} tests ran, {len(unexpected)} skipped for no allowed reason")
sys.exit(1 if unexpected or ran == 0 else 0)
