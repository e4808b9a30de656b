//! The two demo companies and their houses. The companies do not exist; their numbers carry right check digits.

use domain::{Decimal, OrganizationId};
use serde_json::{Value, json};

use super::accounts::Account;
use super::dice::Dice;
use super::keys::key_of;

const FUND: &str = "overhaul-fund";
const FUND_SERVICE: &str = "overhaul";

/// A demo company.
pub struct Company {
    /// Tells the companies apart wherever numbers are drawn.
    pub seed: u64,
    /// Short name.
    pub name: &'static str,
    /// Its houses.
    pub houses: &'static [House],
    full_name: &'static str,
    inn: &'static str,
    kpp: &'static str,
    ogrn: &'static str,
    bank: [&'static str; 4],
    address: &'static str,
    phone: &'static str,
    email: &'static str,
}

/// A demo house.
pub struct House {
    /// Its code in the company.
    pub code: &'static str,
    /// Its address.
    pub address: &'static str,
    /// How many flats it has.
    pub flats: u64,
}

impl House {
    /// Area of its flats.
    pub fn residential_area(&self, accounts: &[Account]) -> Decimal {
        accounts.iter().filter(|account| account.house == self.code).map(|account| account.area).sum()
    }

    /// Area of its stairs, lofts and cellars.
    pub fn common_area(&self) -> Decimal {
        Decimal::from(self.flats * 9)
    }

    /// Larger houses have a shop on the ground floor.
    pub fn shop_area(&self) -> Decimal {
        if self.flats >= 36 { Decimal::new(842, 1) } else { Decimal::ZERO }
    }
}

const fn house(code: &'static str, address: &'static str, flats: u64) -> House {
    House { code, address, flats }
}

const EMBANKMENT: [House; 4] = [
    house("kosmonavtov-3", "г. Саратов, наб. Космонавтов, д. 3", 36),
    house("kosmonavtov-5", "г. Саратов, наб. Космонавтов, д. 5", 40),
    house("lermontova-17", "г. Саратов, ул. Лермонтова, д. 17", 24),
    house("chernyshevskogo-209", "г. Саратов, ул. Чернышевского, д. 209/11", 20),
];
const BOULEVARD: [House; 2] =
    [house("rahova-91", "г. Саратов, ул. Рахова, д. 91", 48), house("rahova-93", "г. Саратов, ул. Рахова, д. 93", 32)];

/// What people write about most.
const APPEAL_TOPICS: [&str; 7] = [
    "Протечка или авария",
    "Начисления и квитанция",
    "Показания и счётчики",
    "Подъезд, двор и лифт",
    "Отопление и вода",
    "Справки и документы",
    "Благодарность",
];

/// Both companies.
pub fn all() -> [Company; 2] {
    [
        Company {
            seed: 1,
            name: "УК «Волжский берег»",
            full_name: "Общество с ограниченной ответственностью «Управляющая компания «Волжский берег»",
            inn: "6450120482",
            kpp: "645001001",
            ogrn: "1046405001235",
            bank: [
                "Саратовское отделение № 8622 ПАО Сбербанк",
                "046311649",
                "40702810856020004471",
                "30101810500000000649",
            ],
            address: "410002, г. Саратов, наб. Космонавтов, д. 3, оф. 12",
            phone: "+7 (8452) 40-12-60",
            email: "info@volzhskiy-bereg.example",
            houses: &EMBANKMENT,
        },
        Company {
            seed: 2,
            name: "ТСЖ «Сиреневый бульвар»",
            full_name: "Товарищество собственников жилья «Сиреневый бульвар»",
            inn: "6454912070",
            kpp: "645401001",
            ogrn: "1156450004567",
            bank: ["ПАО Сбербанк", "044525225", "40702810838360014507", "30101810400000000225"],
            address: "410012, г. Саратов, ул. Рахова, д. 91",
            phone: "+7 (8452) 27-44-10",
            email: "pravlenie@sirenevy.example",
            houses: &BOULEVARD,
        },
    ]
}

impl Company {
    /// Its id, the same on every machine.
    pub fn id(&self) -> OrganizationId {
        OrganizationId::from_random(self.bytes::<8>(0))
    }

    /// The key of its accounting system, the same on every machine: it opens nothing but demo data.
    pub fn key(&self) -> String {
        key_of(&self.bytes::<48>(7))
    }

    fn bytes<const N: usize>(&self, salt: u64) -> [u8; N] {
        let mut dice = Dice::new(self.seed * 1_000 + salt);
        std::array::from_fn(|_| u8::try_from(dice.below(256)).unwrap_or(0))
    }

    /// Its details as its accounting system sends them.
    pub fn details(&self) -> Value {
        let [name, bic, account, correspondent_account] = self.bank;
        json!({
            "name": self.name, "full_name": self.full_name, "inn": self.inn, "kpp": self.kpp, "ogrn": self.ogrn,
            "bank": {"name": name, "bic": bic, "account": account, "correspondent_account": correspondent_account},
            "recipients": self.recipients(),
            "legal_address": self.address,
            "phones": [{"label": "Приёмная", "number": self.phone}, {"label": "Бухгалтерия", "number": self.phone}],
            "email": self.email,
            "site": format!("https://{}", self.email.split('@').next_back().unwrap_or_default()),
            "hours": "Понедельник — пятница с 8:00 до 17:00, обед с 12:00 до 13:00",
            "emergency_phone": "+7 (8452) 40-12-05",
            "time_zone": "Europe/Saratov",
            "readings_window": {"from_day": 15, "to_day": 25},
            "appeal_topics": APPEAL_TOPICS,
            "attach_methods": ["account_number", "unified_account", "service_id"],
            "policies": {
                "negative_odn": "carry", "odn_above_cap": false, "odn_check": "warn", "overdue_verification": "warn"
            }
        })
    }

    /// Who is paid for a service directly: the second company has left the overhaul to a regional fund.
    pub fn recipient_of(&self, service: &str) -> Option<&'static str> {
        (self.seed == 2 && service == FUND_SERVICE).then_some(FUND)
    }

    fn recipients(&self) -> Value {
        let bank = json!({
            "name": "Саратовское отделение № 8622 ПАО Сбербанк", "bic": "046311649",
            "account": "40603810956020000128", "correspondent_account": "30101810500000000649"
        });
        match self.recipient_of(FUND_SERVICE) {
            Some(code) => {
                json!([{"code": code, "name": "Региональный фонд капитального ремонта", "inn": "6450058629", "bank": bank}])
            }
            None => json!([]),
        }
    }

    /// Its houses as its accounting system sends them; areas in square metres.
    pub fn house_rows(&self, accounts: &[Account]) -> Vec<Value> {
        let row = |house: &House| {
            let common = house.common_area();
            let residential = house.residential_area(accounts);
            json!({
                "code": house.code, "address": house.address,
                "total_area": (residential + house.shop_area() + common).to_string(),
                "residential_area": residential.to_string(),
                "common_area": common.to_string(),
            })
        };
        self.houses.iter().map(row).collect()
    }
}
