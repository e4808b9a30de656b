#!/usr/bin/env python3
"""Uploads the built frontend (web/build) to the bucket of a hosting stack.

    publish.py STACK

Files that an older page may still ask for stay; copies compressed for the local system are left out, since CloudFront
compresses by itself. The documents go last and are not cached: whoever
gets a new one finds everything that it names.
"""

import mimetypes
import sys
from pathlib import Path
from uuid import uuid4

import boto3

BUILD = Path(__file__).parent.parent / "web" / "build"
DOCUMENTS = ".html"
FOR_EVER = "public, max-age=31536000, immutable"  # names under /_app/immutable/ hold a hash
ASK_AGAIN = "no-cache"
COMPRESSED = {".br", ".gz"}


def cache_control(name: str) -> str:
    return FOR_EVER if name.startswith("_app/immutable/") else ASK_AGAIN


def is_document(name: str) -> bool:
    return name.endswith(DOCUMENTS)


def main(stack: str) -> None:
    if not BUILD.exists():
        raise SystemExit("web/build is missing: run npm ci and npm run build in web/")
    (description,) = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    outputs = {o["OutputKey"]: o["OutputValue"] for o in description["Outputs"]}
    bucket = boto3.resource("s3").Bucket(outputs["SiteBucket"])
    files = [path for path in BUILD.rglob("*") if path.is_file() and path.suffix not in COMPRESSED]
    names = [path.relative_to(BUILD).as_posix() for path in files]
    for name in sorted(names, key=is_document):
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        extra = {"ContentType": kind, "CacheControl": cache_control(name)}
        bucket.upload_file(str(BUILD / name), name, ExtraArgs=extra)
    documents = [f"/{name}" for name in names if is_document(name)]
    boto3.client("cloudfront").create_invalidation(
        DistributionId=outputs["DistributionId"],
        InvalidationBatch={
            "Paths": {"Quantity": len(documents), "Items": documents},
            "CallerReference": str(uuid4()),
        },
    )
    print(f"{len(names)} files to {bucket.name}")


if __name__ == "__main__":
    main(sys.argv[1])
