"""Checks exchanges with ec2-sim against botocore's service model of EC2.

usage: ec2_model.py EXCHANGES NEWER

EXCHANGES holds one JSON object a line: first {"actions": [...]}, then {"request": form, "status": n, "answer": xml}.
NEWER names, one a line, what EC2 has and the installed model is too old to know: an action, a member as Shape.member
under its name on the wire, a value as Shape=value, all values as Shape=*, a filter as Action/filter.
Every answer must be one that the model describes: no unknown element, the right types, lists of <item>, one document
for errors. Every request that succeeded must have the model's names and types, what the model requires, and filters that
its documentation names. Every action must have been seen to succeed. Prints what was covered; exits with 1 and the
findings otherwise.
"""

import base64
import collections
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as tree

import botocore
import botocore.loaders
import botocore.model
import botocore.parsers

NAMESPACE = "{http://ec2.amazonaws.com/doc/2016-11-15/}"
ENVELOPE = {"Action", "Version", "AWSAccessKeyId", "Expires", "SecurityToken", "Signature", "SignatureMethod",
            "SignatureVersion", "Timestamp"}
MOST_SHOWN = 200
TEXT = {
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"-?[0-9]+"),
    "long": re.compile(r"-?[0-9]+"),
    "float": re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?"),
    "double": re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?"),
    "timestamp": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?Z"),
    "string": re.compile(r".*", re.DOTALL),
}


class Model:
    """EC2 as botocore describes it, and what it does not know yet."""

    def __init__(self, newer):
        self.service = botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model("ec2", "service-2"))
        self.newer = newer
        self.findings = collections.Counter()

    def find(self, text):
        self.findings[text] += 1

    def allowed(self, name):
        return name in self.newer

    def scalar(self, shape, text, where, loose=False):
        if shape.type_name == "blob":
            try:
                base64.b64decode(text, validate=not loose)
            except ValueError:
                self.find(f"{where}: {text[:60]!r} is not base64")
            return
        pattern = TEXT.get(shape.type_name)
        value = text.lower() if loose and shape.type_name == "boolean" else text
        if pattern is None:
            self.find(f"{where}: text {text[:60]!r} in place of a {shape.type_name}")
        elif loose and shape.type_name == "timestamp":
            pass
        elif not pattern.fullmatch(value):
            self.find(f"{where}: {text[:60]!r} is no {shape.type_name}")
        elif not loose and getattr(shape, "enum", None) and text not in shape.enum:
            if not self.allowed(f"{shape.name}={text}") and not self.allowed(f"{shape.name}=*"):
                self.find(f"{where}: {text[:60]!r} is none of the values of {shape.name}")

    # Answers

    def element(self, shape, node, where):
        if shape.type_name == "structure":
            self.structure(shape, list(node), node.text, where)
        elif shape.type_name == "list":
            self.list(shape, node, where)
        else:
            if len(node):
                self.find(f"{where}: elements in place of a {shape.type_name}")
            self.scalar(shape, node.text or "", where)

    def structure(self, shape, children, text, where):
        if (text or "").strip():
            self.find(f"{where}: text in place of elements")
        members = {}
        for name, member in shape.members.items():
            members[member.serialization.get("name", name)] = (name, member)
        seen = set()
        for child in children:
            tag = child.tag.removeprefix(NAMESPACE)
            if tag not in members:
                if not self.allowed(f"{shape.name}.{tag}"):
                    self.find(f"{where}: {shape.name} has no element {tag}")
                continue
            if tag in seen:
                self.find(f"{where}: {tag} is there twice")
            seen.add(tag)
            self.element(members[tag][1], child, f"{where}.{members[tag][0]}")
        for name in shape.required_members:
            if shape.members[name].serialization.get("name", name) not in seen:
                self.find(f"{where}: {shape.name} needs {name}")

    def list(self, shape, node, where):
        if (node.text or "").strip():
            self.find(f"{where}: text in place of a list")
        wanted = shape.member.serialization.get("name", "item")
        for child in node:
            tag = child.tag.removeprefix(NAMESPACE)
            if tag != wanted:
                self.find(f"{where}: a list of <{tag}> in place of <{wanted}>")
            self.element(shape.member, child, where + "[]")

    # Requests

    @staticmethod
    def query_name(name, member):
        """As botocore's EC2Serializer: queryName, else locationName with a capital, else the member's name."""
        if "queryName" in member.serialization:
            return member.serialization["queryName"]
        location = member.serialization.get("name")
        return location[0].upper() + location[1:] if location else name

    def request(self, shape, fields, where):
        """fields: the names, split at the dots, with their values."""
        if shape.type_name == "structure":
            members = {self.query_name(name, member): (name, member) for name, member in shape.members.items()}
            grouped = collections.defaultdict(list)
            for path, value in fields:
                if not path:
                    self.find(f"{where}: a plain value in place of {shape.name}")
                    return
                grouped[path[0]].append((path[1:], value))
            for head, rest in grouped.items():
                if head in members:
                    self.request(members[head][1], rest, f"{where}.{head}")
                elif not self.allowed(f"{shape.name}.{head}"):
                    self.find(f"{where}: request {shape.name} has no {head}, and it was not refused")
            for name in shape.required_members:
                if self.query_name(name, shape.members[name]) not in grouped:
                    self.find(f"{where}: succeeded without {name}")
        elif shape.type_name == "list":
            grouped = collections.defaultdict(list)
            for path, value in fields:
                if not path or not path[0].isdigit():
                    self.find(f"{where}: a list takes {where}.N, and {'.'.join(path)!r} was not refused")
                    return
                grouped[path[0]].append((path[1:], value))
            for rest in grouped.values():
                self.request(shape.member, rest, where + ".N")
        else:
            for path, value in fields:
                if path:
                    self.find(f"{where}: {'.'.join(path)} below a {shape.type_name} was not refused")
                else:
                    self.scalar(shape, value, where, loose=True)


def filters(model, operation, fields):
    """A filter that worked is one that the model's documentation names."""
    member = operation.input_shape.members.get("Filters") or operation.input_shape.members.get("Filter")
    for name, value in fields.items():
        if member is not None and re.fullmatch(r"Filter\.[0-9]+\.Name", name):
            wanted = re.sub(r"^tag:.*", "tag:", value, flags=re.DOTALL)
            if f"<code>{wanted}" not in member.documentation and not model.allowed(f"{operation.name}/{wanted}"):
                model.find(f"{operation.name}: no filter {wanted} is documented, and it was not refused")


def error(model, root):
    paths = sorted(f"{each.tag}/{child.tag}" for each in root.iter() for child in each)
    if root.tag != "Response" or paths != ["Error/Code", "Error/Message", "Errors/Error", "Response/Errors",
                                           "Response/RequestID"]:
        model.find(f"an error document of <{root.tag}> with {paths}")
        return None
    for name in ("Errors/Error/Code", "Errors/Error/Message", "RequestID"):
        if not (root.findtext(name) or "").strip():
            model.find(f"an error document with an empty {name}")
    return root.findtext("Errors/Error/Code")


def success(model, action, fields, root, body):
    if action not in model.service.operation_names:
        if not model.allowed(action):
            model.find(f"{action}: the model has no such action")
        return
    operation = model.service.operation_model(action)
    if root.tag != f"{NAMESPACE}{action}Response":
        model.find(f"{action}: the answer is a <{root.tag}>")
        return
    children = list(root)
    if not children or children[0].tag != NAMESPACE + "requestId" or not children[0].text:
        model.find(f"{action}: the answer does not begin with its requestId")
    rest = [child for child in children if child.tag != NAMESPACE + "requestId"]
    if operation.output_shape is None:
        # What EC2 sends and no client reads: <return>true</return>.
        if [child.tag for child in rest] not in ([], [NAMESPACE + "return"]):
            model.find(f"{action}: has no answer in the model, and there is {[child.tag for child in rest]}")
    else:
        model.structure(operation.output_shape, rest, root.text, action)
    try:
        parsed = botocore.parsers.create_parser("ec2").parse(
            {"body": body.encode(), "headers": {}, "status_code": 200}, operation.output_shape)
        if "RequestId" not in parsed["ResponseMetadata"]:
            model.find(f"{action}: botocore's parser sees no request id")
    except (ValueError, botocore.parsers.ResponseParserError) as e:
        model.find(f"{action}: botocore's parser cannot read it: {e}")
    parameters = [(name.split("."), value) for name, value in fields.items()
                  if name not in ENVELOPE and not name.startswith("X-Amz-")]
    if operation.input_shape is not None:
        model.request(operation.input_shape, parameters, action)
        filters(model, operation, fields)


def main(exchanges, newer):
    with open(newer, encoding="utf-8") as lines:
        model = Model({line.split("#")[0].strip() for line in lines} - {""})
    known, seen, refused, total = [], collections.Counter(), collections.Counter(), 0
    with open(exchanges, encoding="utf-8") as lines:
        for line in lines:
            exchange = json.loads(line)
            if "actions" in exchange:
                known = exchange["actions"]
                continue
            total += 1
            status, body = exchange["status"], exchange["answer"]
            fields = dict(urllib.parse.parse_qsl(exchange["request"], keep_blank_values=True, errors="replace"))
            action = fields.get("Action", "")
            try:
                root = tree.fromstring(body)
            except tree.ParseError as e:
                model.find(f"{action}: status {status}, not XML: {e}")
                continue
            if status == 200:
                seen[action] += 1
                success(model, action, fields, root, body)
            elif status >= 400:
                code = error(model, root)
                refused[code] += 1
            else:
                model.find(f"{action}: status {status}")
    for action in known:
        if not seen[action]:
            model.find(f"{action}: no test had it succeed; give it one")
    print(f"botocore {botocore.__version__}: {total} exchanges, {sum(seen.values())} answers of {len(seen)} actions, "
          f"{sum(refused.values())} refusals with {len(refused)} codes")
    print("actions: " + ", ".join(f"{name} {count}" for name, count in sorted(seen.items())))
    for text, count in sorted(model.findings.items())[:MOST_SHOWN]:
        print(f"{count} x {text}")
    if not known or not total:
        print("no exchanges: run the tests of ec2-sim first")
    return 1 if model.findings or not known or not total else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
