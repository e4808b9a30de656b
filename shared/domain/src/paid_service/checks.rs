//! What single fields of a paid service cannot tell.

use super::{PaidService, PriceKind};
use crate::Money;

crate::refusals! {
    /// Why a paid service cannot be offered like this.
    pub enum PaidServiceError {
        PriceMissing = "price_required", "Укажите цену или вид цены «по договорённости» (agreement).";
        PriceUnexpected = "price_not_expected", "У услуги с ценой по договорённости суммы нет.";
        PriceOutOfRange = "price_out_of_range", "Цена — от 0 до 10 000 000 рублей.";
        TooManySlots = "too_many", "Не более 10 частей дня.";
        SlotTwice = "duplicate", "Одна и та же часть дня указана дважды.";
    }
}

const HIGHEST_PRICE: Money = Money::from_kopecks(1_000_000_000);
const MOST_SLOTS: usize = 10;

impl PaidService {
    /// The price fits its kind, the slots differ; names the field at fault.
    pub fn check(&self) -> Result<(), (&'static str, PaidServiceError)> {
        self.check_price().map_err(|error| ("price", error))?;
        self.check_slots().map_err(|error| ("slots", error))
    }

    fn check_price(&self) -> Result<(), PaidServiceError> {
        match (self.price_kind, self.price) {
            (PriceKind::Agreement, None) => Ok(()),
            (PriceKind::Agreement, Some(_)) => Err(PaidServiceError::PriceUnexpected),
            (_, None) => Err(PaidServiceError::PriceMissing),
            (_, Some(price)) if (Money::ZERO..=HIGHEST_PRICE).contains(&price) => Ok(()),
            _ => Err(PaidServiceError::PriceOutOfRange),
        }
    }

    fn check_slots(&self) -> Result<(), PaidServiceError> {
        if self.slots.len() > MOST_SLOTS {
            return Err(PaidServiceError::TooManySlots);
        }
        let twice = self.slots.iter().enumerate().any(|(index, slot)| self.slots.iter().take(index).any(|s| s == slot));
        if twice { Err(PaidServiceError::SlotTwice) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paid_service::{GroupName, ServiceCode, ServiceName, Slot};

    fn service(kind: PriceKind, kopecks: Option<i64>) -> PaidService {
        PaidService {
            code: ServiceCode::parse("tap").unwrap(),
            group: GroupName::parse("Сантехника").unwrap(),
            name: ServiceName::parse("Замена смесителя").unwrap(),
            description: None,
            price: kopecks.map(Money::from_kopecks),
            price_kind: kind,
            unit: None,
            conditions: None,
            slots: Vec::new(),
            active: true,
        }
    }

    #[test]
    fn a_price_is_there_unless_it_is_agreed_upon() {
        let price = |kind, kopecks| service(kind, kopecks).check().map_err(|(_, error)| error);
        for good in [(PriceKind::Fixed, Some(0)), (PriceKind::From, Some(1)), (PriceKind::Agreement, None)] {
            assert_eq!(price(good.0, good.1), Ok(()), "{good:?}");
        }
        assert_eq!(price(PriceKind::Agreement, Some(1)), Err(PaidServiceError::PriceUnexpected));
        assert_eq!(price(PriceKind::From, None), Err(PaidServiceError::PriceMissing));
        assert_eq!(price(PriceKind::Fixed, Some(-1)), Err(PaidServiceError::PriceOutOfRange));
        assert_eq!(price(PriceKind::Fixed, Some(1_000_000_001)), Err(PaidServiceError::PriceOutOfRange));
    }

    #[test]
    fn slots_are_few_and_differ() {
        let slots = |texts: Vec<String>| {
            let slots = texts.iter().map(|text| Slot::parse(text).unwrap()).collect();
            PaidService { slots, ..service(PriceKind::Agreement, None) }.check()
        };
        assert_eq!(slots((0..10).map(|n| n.to_string()).collect()), Ok(()));
        assert_eq!(slots((0..11).map(|n| n.to_string()).collect()), Err(("slots", PaidServiceError::TooManySlots)));
        assert_eq!(slots(vec!["утро".into(), " утро".into()]), Err(("slots", PaidServiceError::SlotTwice)));
    }
}
