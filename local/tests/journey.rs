//! The main job, walked by the same client that walks the emulated deployment.

use testkit::journey::{Captcha, Shop, Target, walk};

use crate::process::System;

#[test]
fn a_stranger_walks_the_main_job_from_a_load_to_a_payment() {
    let system = System::start(&["--memory", "--no-demo"]);
    let target = Target {
        url: system.url.clone(),
        mail_url: format!("{}/_local/mail", system.url),
        exchange_key: system.key().to_owned(),
        captcha: Captcha::LocalSystem,
        shop: Some(Shop { mnt_id: system.word("moneta ", "mnt_id"), code: system.word("moneta ", "integrity_code") }),
        run: "test".to_owned(),
    };
    walk(&target).unwrap();
}
