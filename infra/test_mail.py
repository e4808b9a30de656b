"""What would lose mail is told."""

import copy
import unittest

from check_mail import complaints, resources


class Templates(unittest.TestCase):
    def setUp(self):
        self.template = copy.deepcopy(resources("template.yaml"))
        self.alarms = copy.deepcopy(resources("infra/alarms.yaml"))

    def told(self) -> int:
        return len(complaints(self.template, self.alarms))

    def test_those_that_are_deployed_lose_none(self):
        self.assertEqual(complaints(self.template, self.alarms), [])

    def test_the_list_of_the_account_decides_about_no_letter(self):
        del self.template["MailConfiguration"]["Properties"]
        self.assertEqual(self.told(), 1)
        self.template["MailConfiguration"]["Properties"] = {"SuppressionOptions": {"SuppressedReasons": ["BOUNCE"]}}
        self.assertEqual(self.told(), 1)

    def test_events_that_were_not_taken_in_are_kept(self):
        del self.template["Mailer"]["Properties"]["EventInvokeConfig"]
        self.assertEqual(self.told(), 1)

    def test_somebody_is_told_of_them(self):
        del self.alarms["MailerFailures"]
        self.assertEqual(self.told(), 1)


if __name__ == "__main__":
    unittest.main()
