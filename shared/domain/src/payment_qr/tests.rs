use proptest::prelude::*;

use super::*;

/// The vector of the standard's practice: a heating company's receipt of June 2026.
fn heating() -> PaymentQr {
    PaymentQr {
        payee: Payee {
            name: "МУП \"Тепловые сети\"".to_owned(),
            account: BankAccount::parse("40702810900000012345").unwrap(),
            bank_name: "ПАО Сбербанк".to_owned(),
            bic: Bic::parse("044525225").unwrap(),
            correspondent_account: Some(BankAccount::parse("30101810400000000225").unwrap()),
            inn: Some(Inn::parse("3628001234").unwrap()),
            kpp: None,
        },
        payer: Payer { personal_account: "100200300".to_owned(), ..Payer::default() },
        sum: Money::from_kopecks(241_207),
        purpose: "Оплата ЖКУ за июнь 2026, ЛС 100200300".to_owned(),
        period: Period::new(2026, 6),
        document_id: None,
    }
}

fn with_bank(name: &str) -> PaymentQr {
    let mut qr = heating();
    qr.payee.bank_name = name.to_owned();
    qr
}

fn mandatory_bytes(code: &str) -> usize {
    let end = code.find("|Sum=").unwrap();
    code[8..end].len()
}

#[test]
fn the_code_holds_the_keys_in_their_order() {
    assert_eq!(
        heating().write().unwrap(),
        "ST00012|Name=МУП \"Тепловые сети\"|PersonalAcc=40702810900000012345|BankName=ПАО Сбербанк|BIC=044525225\
         |CorrespAcc=30101810400000000225|Sum=241207|Purpose=Оплата ЖКУ за июнь 2026, ЛС 100200300\
         |PayeeINN=3628001234|PersAcc=100200300|PaymPeriod=062026|TechCode=02"
    );
}

#[test]
fn all_that_is_known_is_written() {
    let mut qr = heating();
    qr.payee.kpp = Some(Kpp::parse("362801001").unwrap());
    qr.payer.last_name = "Иванова".to_owned();
    qr.payer.first_name = "Мария".to_owned();
    qr.payer.middle_name = "Петровна".to_owned();
    qr.payer.address = "г. Саратов, ул. Чапаева, д. 1, кв. 2".to_owned();
    qr.document_id = Some(PaymentDocumentId::parse("90ЕТ119242-02-6061").unwrap());
    assert!(qr.write().unwrap().ends_with(
        "|PayeeINN=3628001234|KPP=362801001|LastName=Иванова|FirstName=Мария|MiddleName=Петровна\
         |PayerAddress=г. Саратов, ул. Чапаева, д. 1, кв. 2|PersAcc=100200300|PaymPeriod=062026|TechCode=02\
         |UIN=90ЕТ119242-02-6061"
    ));
}

#[test]
fn a_value_with_the_separator_moves_the_whole_code_to_the_next_one() {
    let code = with_bank("ОАО | \"БАНК\"").write().unwrap();
    assert!(code.starts_with("ST00012#Name=МУП \"Тепловые сети\"#PersonalAcc="));
    assert!(code.contains("#BankName=ОАО | \"БАНК\"#BIC="));
}

#[test]
fn without_a_free_separator_there_is_no_code() {
    assert_eq!(with_bank("|#;:^_~{}!$%&()*+,/@").write(), Err(PaymentQrError::NoSeparator));
}

#[test]
fn nothing_to_pay_leaves_the_sum_out() {
    for kopecks in [0, -1, i64::MIN] {
        let qr = PaymentQr { sum: Money::from_kopecks(kopecks), ..heating() };
        assert!(!qr.write().unwrap().contains("Sum="), "{kopecks}");
    }
}

#[test]
fn a_sum_beyond_18_digits_is_refused() {
    let qr = PaymentQr { sum: Money::from_kopecks(i64::MAX), ..heating() };
    assert_eq!(qr.write(), Err(PaymentQrError::SumTooLarge));
}

#[test]
fn a_missing_correspondent_account_is_a_zero() {
    let mut qr = heating();
    qr.payee.correspondent_account = None;
    assert!(qr.write().unwrap().contains("|CorrespAcc=0|Sum="));
}

#[test]
fn a_missing_name_is_refused() {
    assert_eq!(with_bank(" \n").write(), Err(PaymentQrError::BankNameMissing));
    let mut qr = heating();
    qr.payee.name = "\u{202e}".to_owned();
    assert_eq!(qr.write(), Err(PaymentQrError::NameMissing));
}

#[test]
fn the_payees_name_gives_way_so_that_the_mandatory_keys_fit() {
    let mut qr = with_bank(&"Банк ".repeat(60));
    qr.payee.name = "Общество с ограниченной ответственностью «Управляющая компания «Волга» ".repeat(4);
    let code = qr.write().unwrap();
    assert!((295..=300).contains(&mandatory_bytes(&code)), "{}", mandatory_bytes(&code));
    let code = PaymentCode::parse(code.as_bytes()).unwrap();
    assert_eq!(code.value("BankName").unwrap().chars().count(), 44, "45 without the space at the end");
    assert!(code.value("Name").unwrap().starts_with("Общество с ограниченной ответственностью"));
}

#[test]
fn a_long_purpose_is_cut_and_an_identifier_is_not() {
    let mut qr = heating();
    qr.purpose = "ю".repeat(161);
    qr.payer.personal_account = "7".repeat(300);
    let code = PaymentCode::parse(qr.write().unwrap().as_bytes()).unwrap();
    assert_eq!(code.value("Purpose"), Some("ю".repeat(160).as_str()));
    assert_eq!(code.value("PersAcc"), Some("7".repeat(300).as_str()));
}

#[test]
fn a_line_break_cannot_forge_a_field() {
    let code = with_bank("Банк\n|Sum=1").write().unwrap();
    let code = PaymentCode::parse(code.as_bytes()).unwrap();
    assert_eq!(code.value("BankName"), Some("Банк |Sum=1"));
    assert_eq!(code.sum, Some(Money::from_kopecks(241_207)));
}

const MANDATORY: &str = "NAME=УК|personalacc=40702810900000012345|BankName=Банк|bic=044525225|CorrespAcc=0";

fn read(rest: &str) -> Result<PaymentCode, PaymentCodeError> {
    PaymentCode::parse(format!("ST00012|{MANDATORY}{rest}").as_bytes())
}

#[test]
fn keys_are_read_without_regard_to_case() {
    let code = read("|purpose=a=b").unwrap();
    assert_eq!(code.value("Name"), Some("УК"));
    assert_eq!(code.value("Purpose"), Some("a=b"));
    assert_eq!(code.sum, None);
}

#[test]
fn the_period_is_read_in_the_ways_that_are_in_use() {
    for (text, period) in [("042026", (2026, 4)), ("0421", (2021, 4)), ("02.2021", (2021, 2))] {
        let code = read(&format!("|PaymPeriod={text}")).unwrap();
        assert_eq!(code.period, Period::new(period.0, period.1), "{text}");
    }
    for text in ["132026", "", "апрель", "4"] {
        assert_eq!(read(&format!("|PaymPeriod={text}")), Err(PaymentCodeError::Period), "{text}");
    }
}

#[test]
fn a_sum_in_roubles_is_refused() {
    for text in ["3816.30", "", "-1", "+1", "1234567890123456789"] {
        assert_eq!(read(&format!("|Sum={text}")), Err(PaymentCodeError::Sum), "{text}");
    }
}

#[test]
fn what_is_no_payment_code_is_refused() {
    for text in ["", "ST00012", "ST00022|Name=УК", "https://example.ru", "ST00014|Name=УК"] {
        assert_eq!(PaymentCode::parse(text.as_bytes()), Err(PaymentCodeError::Header), "{text}");
    }
    assert_eq!(PaymentCode::parse(b"ST00012|Name=A"), Err(PaymentCodeError::Mandatory));
    assert_eq!(read("|Purpose"), Err(PaymentCodeError::Field));
}

#[test]
fn a_windows_1251_code_is_read() {
    let mut bytes = b"ST00011|Name=".to_vec();
    bytes.extend(b"\xd3\xca|PersonalAcc=40702810900000012345|BankName=\xc1|BIC=044525225|CorrespAcc=0");
    assert_eq!(PaymentCode::parse(&bytes).unwrap().value("Name"), Some("УК"));
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        name in "\\PC{1,200}",
        bank in "[А-Яа-я |#;]{1,60}",
        purpose in "\\PC{0,200}",
        sum in 1i64..=999_999_999_999_999_999,
        account in "[0-9A-Z-]{1,30}",
    ) {
        let mut qr = with_bank(&bank);
        qr.payee.name = name;
        qr.payer.personal_account.clone_from(&account);
        qr.purpose = purpose;
        qr.sum = Money::from_kopecks(sum);
        let Ok(written) = qr.write() else { return Ok(()) };
        let code = PaymentCode::parse(written.as_bytes()).unwrap();
        prop_assert_eq!(code.sum, Some(qr.sum));
        prop_assert_eq!(code.period, qr.period);
        prop_assert_eq!(code.value("PersAcc"), Some(account.as_str()));
        let bank = text::one_line(&bank);
        prop_assert_eq!(code.value("BankName"), Some(text::cut(&bank, 45, usize::MAX)));
        prop_assert!(text::one_line(&qr.payee.name).starts_with(code.value("Name").unwrap()));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut code = b"ST00012|".to_vec();
        code.extend(&bytes);
        let _ = PaymentCode::parse(&code);
        let _ = PaymentCode::parse(&bytes);
    }
}
