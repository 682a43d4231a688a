#!/usr/bin/env bash
# Package: pyarrow 25.0.1 (PyPI), Python 3.11.
# Behaviour: pyarrow.fs.S3FileSystem goes to Amazon although AWS_ENDPOINT_URL or AWS_ENDPOINT_URL_S3 names another server: only
#   endpoint_override counts. Libraries that make the file system themselves and take no endpoint, such as PyAthena's ArrowCursor and ibis on
#   Athena with it, therefore cannot read a result from an S3 that boto3 in the same process reaches.
# Expected: the endpoint of the environment, as boto3 and the AWS SDKs take it; the AWS SDK for C++ inside pyarrow documents both variables.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==25.0.1
cat > read.py <<'PY'
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

received = []


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        received.append(self.path)
        self.send_response(200)
        self.send_header('content-length', '3')
        self.send_header('last-modified', 'Fri, 29 May 2026 20:00:00 GMT')
        self.end_headers()

    def log_message(self, *_):
        pass


server = HTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f'127.0.0.1:{server.server_port}'
os.environ['AWS_ENDPOINT_URL'] = os.environ['AWS_ENDPOINT_URL_S3'] = f'http://{address}'
os.environ['AWS_EC2_METADATA_DISABLED'] = 'true'
from pyarrow import fs

keys = {'region': 'us-east-1', 'access_key': 'x', 'secret_key': 'x', 'connect_timeout': 3, 'request_timeout': 3}
keys['retry_strategy'] = fs.AwsStandardS3RetryStrategy(max_attempts=1)


def requests_of(**options):
    received.clear()
    try:
        fs.S3FileSystem(**keys, **options).get_file_info('bucket/key')
    except OSError:
        pass
    return len(received)


counts = {'environment': requests_of(), 'endpoint_override': requests_of(endpoint_override=address, scheme='http')}
print('requests that reach the named server:', counts)
is_as_described = counts['environment'] == 0 and counts['endpoint_override'] > 0
print('As described.' if is_as_described else 'The behaviour has changed.')
sys.exit(0 if is_as_described else 1)
PY
venv/bin/python read.py
