"""What the hosting does with unknown paths, and must not do with answers of the API."""

import json
import subprocess
import unittest
from pathlib import Path

from samcli.yamlhelper import yaml_parse

HERE = Path(__file__).parent
HOSTING = yaml_parse((HERE / "hosting.yaml").read_text())
DISTRIBUTION = HOSTING["Resources"]["Distribution"]["Properties"]["DistributionConfig"]

# Those that CloudFront keeps: "Cache error response", its guide for developers.
KEPT = {400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504}


class Errors(unittest.TestCase):
    def test_the_error_of_one_person_is_told_to_nobody_else(self):
        kept_for = {one["ErrorCode"]: one["ErrorCachingMinTTL"] for one in DISTRIBUTION["CustomErrorResponses"]}
        self.assertEqual(kept_for, dict.fromkeys(KEPT, 0))

    def test_an_error_stays_what_the_api_said(self):
        for one in DISTRIBUTION["CustomErrorResponses"]:
            self.assertNotIn("ResponsePagePath", one)


def served(*paths):
    """What the function before the bucket makes of each path."""
    code = HOSTING["Resources"]["Pages"]["Properties"]["FunctionCode"]
    calls = f"{json.dumps(paths)}.map((uri) => handler({{ request: {{ uri }} }}).uri)"
    told = subprocess.run(["node", "-e", f"{code}\nconsole.log(JSON.stringify({calls}))"], capture_output=True, check=True)
    return json.loads(told.stdout)


def pages():
    """The addresses of the frontend's pages but the first: its folders, without those in parentheses, which are no part of one."""
    routes = HERE.parent / "web/src/routes"
    folders = (file.parent.relative_to(routes).parts for file in routes.rglob("+page.svelte"))
    addresses = ("/".join(part for part in parts if not part.startswith("(")) for parts in folders)
    return sorted(f"/{address}" for address in addresses if address)


class Pages(unittest.TestCase):
    def test_each_page_is_served_by_its_own_document(self):
        self.assertGreater(len(pages()), 30)
        self.assertEqual(served("/", *pages()), ["/index.html", *(f"{page}.html" for page in pages())])

    def test_what_is_no_file_and_no_page_is_the_application(self):
        paths = ["/index.php", "/news.html", "/payments/", "/.env", "/_app", "/x/favicon.svg", "/offline.html/", "/no-page"]
        self.assertEqual(served(*paths), ["/no-page.html"] * len(paths))

    def test_files_are_what_they_are(self):
        # What the build puts at the root: the static files, and the service worker.
        root = [f"/{file.name}" for file in (HERE.parent / "web/static").iterdir()] + ["/service-worker.js"]
        files = [*root, "/_app/version.json", "/_app/immutable/entry/start.x.js"]
        self.assertEqual(served(*files), files)


if __name__ == "__main__":
    unittest.main()
