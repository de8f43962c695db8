"""Calls NetSuite with nothing but Python's standard library, through a proxy, and prints what it got, step by step."""
import base64
import hashlib
import hmac
import http.client
import json
import ssl
import sys
import time
import urllib.parse
import uuid

GIVEN = json.loads(sys.argv[1])
HOST = GIVEN["host"]
CREDENTIALS = GIVEN["credentials"]
PROXY = urllib.parse.urlsplit(GIVEN["proxy"])
TRUST = ssl.create_default_context(cafile=GIVEN["caFile"])
# What create_default_context does by itself from Python 3.13 on.
TRUST.verify_flags |= ssl.VERIFY_X509_STRICT


def encode(text):
    return urllib.parse.quote(text, safe="-._~")


def authorization(method, path, token_secret):
    url = urllib.parse.urlsplit("https://" + HOST + path)
    oauth = {
        "oauth_consumer_key": CREDENTIALS["consumerKey"],
        "oauth_token": CREDENTIALS["tokenId"],
        "oauth_nonce": uuid.uuid4().hex,
        "oauth_timestamp": str(int(time.time())),
        "oauth_signature_method": "HMAC-SHA256",
        "oauth_version": "1.0",
    }
    query = urllib.parse.parse_qsl(url.query, keep_blank_values=True)
    pairs = sorted((encode(name), encode(value)) for name, value in [*query, *oauth.items()])
    parameters = "&".join(name + "=" + value for name, value in pairs)
    base = "&".join(map(encode, [method, "https://" + HOST + url.path, parameters]))
    key = encode(CREDENTIALS["consumerSecret"]) + "&" + encode(token_secret)
    digest = hmac.new(key.encode(), base.encode(), hashlib.sha256).digest()
    oauth["oauth_signature"] = base64.b64encode(digest).decode()
    listed = ", ".join('%s="%s"' % (name, encode(value)) for name, value in oauth.items())
    return 'OAuth realm="%s", %s' % (GIVEN["realm"], listed)


def call(method, path, body=None, token_secret=CREDENTIALS["tokenSecret"]):
    connection = http.client.HTTPSConnection(PROXY.hostname, PROXY.port, context=TRUST)
    connection.set_tunnel(HOST, 443)
    headers = {"Authorization": authorization(method, path, token_secret), "Prefer": "transient"}
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return {
        "statusCode": answer.status,
        "location": answer.getheader("Location"),
        "body": json.loads(text) if text else None,
    }


RECORDS = "/services/rest/record/v1"
print(
    json.dumps(
        {
            "created": call("POST", RECORDS + "/salesOrder", dict(GIVEN["order"], externalId="P-1", memo="Łódź ⚓")),
            "read": call("GET", RECORDS + "/salesOrder/eid:P-1"),
            "found": call("GET", RECORDS + "/customer?q=" + urllib.parse.quote('companyName IS "Harbour Ltd"')),
            "queried": call(
                "POST", "/services/rest/query/v1/suiteql?limit=1", {"q": "SELECT memo FROM transaction"}
            ),
            "missing": call("GET", RECORDS + "/salesOrder/eid:none"),
            "stranger": call("GET", RECORDS + "/customer", None, GIVEN["wrong"]),
            "removed": call("DELETE", RECORDS + "/salesOrder/eid:P-1"),
        }
    )
)
