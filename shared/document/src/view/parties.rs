//! Section 1: who pays and who provides the services.

use domain::organization::Organization;

use super::{Fact, facts};
use crate::Receipt;
use crate::format::decimal;

pub fn payer(receipt: &Receipt) -> Vec<Fact> {
    facts([
        ("Плательщик", Some(receipt.payer.to_string())),
        ("Адрес помещения", Some(receipt.address.to_string())),
        ("Лицевой счёт", Some(receipt.account.to_string())),
        ("Единый лицевой счёт (ЕЛС)", text(receipt.unified_account.as_ref())),
        ("Идентификатор ЖКУ", text(receipt.service_id.as_ref())),
        ("Идентификатор документа", text(receipt.statement.extras.document_id.as_ref())),
        ("Площадь помещения", Some(format!("{} м²", decimal(receipt.area)))),
        ("Проживает", receipt.residents.map(|residents| format!("{residents} чел."))),
    ])
}

pub fn executor(executor: &Organization) -> Vec<Fact> {
    let name = executor.full_name.as_ref().unwrap_or(&executor.name);
    let mut known = facts([
        ("Исполнитель", Some(name.to_string())),
        ("Адрес", Some(executor.legal_address.to_string())),
        ("ОГРН", Some(executor.ogrn.to_string())),
    ]);
    known.extend(
        executor.phones.iter().map(|phone| Fact { label: phone.label.to_string(), value: phone.number.to_string() }),
    );
    known.extend(facts([
        ("Аварийная служба", text(executor.emergency_phone.as_ref())),
        ("Часы приёма", text(executor.hours.as_ref())),
        ("Почта", Some(executor.email.to_string())),
        ("Сайт", text(executor.site.as_ref())),
    ]));
    known
}

fn text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}
