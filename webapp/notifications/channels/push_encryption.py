"""A message for the eyes of one browser only: RFC 8291 on top of RFC 8188, in one record.

The steps of `WebPusher.encode` of pywebpush without its copies and checks of other formats: for thousands of devices,
encryption is what a fan-out waits for. A test holds it against the example of the RFC.
"""

import base64
import hmac
import os

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT = Encoding.X962, PublicFormat.UncompressedPoint
RECORD_SIZE = (4096).to_bytes(4)
LAST_RECORD = b"\x02"


def encrypted(payload: bytes, p256dh: str, auth: str) -> bytes:
    """The body of a push with the content encoding `aes128gcm`, with a key pair and a salt of its own.

    `p256dh` and `auth` are the browser's, in base64url; raises ValueError when they are not what they should be.
    """
    return sealed(payload, decoded(p256dh), decoded(auth), generate_private_key(SECP256R1()), os.urandom(16))


def sealed(payload: bytes, receiver: bytes, secret: bytes, own: EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The same with everything given: the receiver's public key (65 bytes), its secret (16), our key pair, the salt."""
    if len(secret) != 16:
        raise ValueError("an auth secret has 16 bytes")
    sender = own.public_key().public_bytes(*POINT)
    shared = own.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), receiver))
    material = derived(secret, shared, b"WebPush: info\0" + receiver + sender, 32)
    key = derived(salt, material, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(salt, material, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD_SIZE + bytes([len(sender)]) + sender
    return header + AESGCM(key).encrypt(nonce, payload + LAST_RECORD, None)


def derived(salt: bytes, material: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256 (RFC 5869) for up to 32 bytes: extract, then one step of expand."""
    return hmac.digest(hmac.digest(salt, material, "sha256"), info + b"\x01", "sha256")[:length]


def decoded(key: str) -> bytes:
    """A key as browsers write it: base64url, with or without its padding."""
    text = key.rstrip("=")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
