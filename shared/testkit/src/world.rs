//! Things put straight into the table, for tests of what stands upon them.

use domain::account::AccessCode;
use domain::email::Email;
use domain::organization::Organization;
use domain::payment::{OnlineEntry, Payment};
use domain::phone::Phone;
use domain::{AccountId, OrganizationId, PaymentId, Period, UserId};
use jiff::SignedDuration;
use table::entities::account::AccountItem;
use table::entities::attachment::Attachment;
use table::entities::closed_periods::ClosedPeriods;
use table::entities::exchange_key::{ExchangeKeyItem, Scope};
use table::entities::house::{HouseAccount, HouseItem};
use table::entities::message::{Message, Pending};
use table::entities::organization::{ClosedPeriod, DirectoryEntry, Fiscal, OrganizationItem, RequisitesItem, Shop};
use table::entities::payment::{OrderedPayment, PaymentItem};
use table::entities::period::{PeriodItem, PeriodStatus};
use table::entities::statement::StatementItem;
use table::{Update, keys};

use crate::{TestApp, samples};

impl TestApp {
    /// Company 1 with its details and its entry in the directory.
    pub async fn organization(&self) -> OrganizationItem {
        let details = samples::organization();
        let entry = DirectoryEntry {
            id: samples::organization_id(1),
            name: details.name.to_string(),
            attach_methods: details.attach_methods.clone(),
        };
        let unknown = OrganizationItem::unknown(samples::organization_id(1), None);
        let organization = OrganizationItem { details: Some(details), revision: 1, ..unknown };
        self.table.put(&entry).await.unwrap();
        self.table.put(&organization).await.unwrap();
        organization
    }

    /// Changes the company's details.
    pub async fn company(&self, change: impl FnOnce(&mut Organization)) {
        let key = keys::organization(&samples::organization_id(1));
        let mut company: OrganizationItem = self.table.get(key, true).await.unwrap().unwrap();
        change(company.details.as_mut().unwrap());
        self.table.put(&company).await.unwrap();
    }

    /// Money of an account that came through the cabinet and that no statement has reported, in kopecks.
    pub async fn online(&self, account: &AccountId, kopecks: i64) -> PaymentId {
        let payment = PaymentId::new(account, &self.random.ordered_id(self.clock.now()).unwrap()).unwrap();
        let amount = samples::kopecks(kopecks);
        let entry = OnlineEntry {
            id: samples::text(payment.as_str()),
            payment: payment.clone(),
            paid: amount,
            amount,
            at: self.clock.now(),
            reported: None,
            held: None,
            told: Vec::new(),
        };
        let append = Update::at(keys::account(account)).append("online", [entry]).exists();
        assert!(self.table.update(append).await.unwrap());
        payment
    }

    /// An activated person with this address.
    pub async fn user(&self, id: &UserId, email: &str) {
        let user = samples::user(id, "ivanov", email, self.clock.now());
        self.table.put(&user).await.unwrap();
    }

    /// An online payment of account 100200300 that a person has ordered, with an address and a telephone.
    pub async fn ordered_payment(&self, user: &UserId) -> PaymentItem {
        let now = self.clock.now();
        let account = samples::account_id("100200300");
        let id = PaymentId::new(&account, &self.random.ordered_id(now).unwrap()).unwrap();
        let until = now + SignedDuration::from_hours(24);
        let item = PaymentItem {
            payment: Payment::new(id.clone(), samples::kopecks(12_025), false, until),
            number: samples::number("100200300"),
            user: user.clone(),
            provider: domain::moneta::NAME.to_owned(),
            shop: "54600817".to_owned(),
            email: Some(Email::parse("receipts@example.ru").unwrap()),
            phone: Some(Phone::parse("+79171234567").unwrap()),
            created_at: now,
            moves: 0,
        };
        self.table.put(&item).await.unwrap();
        self.table.put(&OrderedPayment { user: user.clone(), payment: id }).await.unwrap();
        item
    }

    /// A shop of company 1 at the payment provider, number 54600817, integrity code `QWERTY`.
    pub async fn shop(&self, test_mode: bool) {
        let id = samples::organization_id(1);
        let mut organization: OrganizationItem = self.table.get(keys::organization(&id), true).await.unwrap().unwrap();
        organization.shop = Some(Shop {
            test_mode,
            fiscal: Some(Fiscal { sno: 1, vat_tag: 1105 }),
            ..self.shop_of(&id, "54600817", "QWERTY").await
        });
        self.table.put(&organization).await.unwrap();
    }

    /// A shop of this number for a company; its code is kept already.
    pub async fn shop_of(&self, organization: &OrganizationId, number: &str, code: &str) -> Shop {
        let code_id = self.random.id().unwrap();
        self.codes().keep(organization, &code_id, code).await.unwrap();
        Shop {
            provider: domain::moneta::NAME.to_owned(),
            id: number.to_owned(),
            code_id,
            test_mode: false,
            fiscal: None,
        }
    }

    /// An exchange key of company `seed` with all scopes.
    pub async fn exchange_key(&self, seed: u8) -> String {
        let key = format!("kab_prefix{seed:06}_secret{seed:030}");
        let item = ExchangeKeyItem {
            prefix: format!("prefix{seed:06}"),
            hash: http::hash::sha256(&key),
            organization: samples::organization_id(seed),
            label: "тест".to_owned(),
            scopes: vec![Scope::Load, Scope::Close, Scope::Feeds],
            created_at: self.clock.now(),
            valid_until: None,
            revoked_at: None,
            used_at: Some(self.clock.now()),
        };
        self.table.create_exchange_key(&item).await.unwrap();
        key
    }

    /// An account of company 1 in the house «Мира, 5», flat 12, with the access code `AB12CD34`.
    pub async fn account(&self, number: &str) -> AccountItem {
        let id = samples::account_id(number);
        let code = AccessCode::parse("AB12CD34").unwrap();
        let house = HouseItem { organization: samples::organization_id(1), house: samples::house(), spreading: false };
        let account = AccountItem {
            access_code_hash: Some(http::hash::access_code(&id, &code)),
            id: id.clone(),
            organization: samples::organization_id(1),
            number: samples::number(number),
            house: house.house.code.clone(),
            flat: Some(samples::text("12")),
            address: samples::text("г. Саратов, ул. Мира, д. 5, кв. 12"),
            subscriber: samples::text("Иванов Иван Иванович"),
            area: 50.into(),
            residents: 2,
            unified_account: None,
            service_id: None,
            readings_window: None,
            services: vec![
                serde_json::from_value(serde_json::json!({
                    "code": "hot-water", "name": "Горячее водоснабжение", "supplier": "МУП «Тепло»", "unit": "м³",
                    "tariff": "145.97"
                }))
                .unwrap(),
            ],
            online: Vec::new(),
        };
        let member =
            HouseAccount { organization: samples::organization_id(1), house: house.house.code.clone(), account: id };
        self.table.put(&house).await.unwrap();
        self.table.put(&member).await.unwrap();
        self.table.put(&account).await.unwrap();
        account
    }

    /// The right of person `user` to an account.
    pub async fn attach(&self, user: &UserId, account: &AccountId) {
        let attachment = Attachment {
            user: user.clone(),
            account: account.clone(),
            label: None,
            receipt_mailing: false,
            readings_reminder: false,
            attached_at: self.clock.now(),
        };
        self.table.put(&attachment).await.unwrap();
    }

    /// The sample statement of an account in a period.
    pub async fn statement(&self, account: &AccountId, period: &str) {
        let statement = samples::statement();
        let item = StatementItem::new(account.clone(), samples::period(period), 1, &statement).unwrap();
        self.table.put(&item).await.unwrap();
    }

    /// The account `100200300` of a person in company 1, with the sample statement of September, which is closed.
    pub async fn september(&self, user: &UserId) {
        let account = samples::account_id("100200300");
        self.organization().await;
        self.account("100200300").await;
        self.attach(user, &account).await;
        self.statement(&account, "2026-09").await;
        self.close_period("2026-09").await;
    }

    /// A period of company 1 on which the accountant works.
    pub async fn open_period(&self, period: &str) {
        self.period(samples::period(period), PeriodStatus::Open).await;
    }

    /// A closed period of company 1; the latest one if no later was closed.
    pub async fn close_period(&self, period: &str) {
        let period = samples::period(period);
        self.period(period, PeriodStatus::Closed).await;
        let id = samples::organization_id(1);
        let requisites = RequisitesItem {
            organization: id.clone(),
            period,
            closings: vec![self.clock.now()],
            reopened: false,
            payees_since: 1,
            due: None,
            details: samples::organization(),
        };
        self.table.put(&requisites).await.unwrap();
        let mut organization: OrganizationItem = self.table.get(keys::organization(&id), true).await.unwrap().unwrap();
        if organization.latest_closed.is_none_or(|latest| latest.period < period) {
            organization.latest_closed = Some(ClosedPeriod { period, version: 1, closed_at: self.clock.now() });
            self.table.put(&organization).await.unwrap();
        }
    }

    async fn period(&self, period: Period, status: PeriodStatus) {
        let closed = status == PeriodStatus::Closed;
        let item = PeriodItem {
            organization: samples::organization_id(1),
            period,
            status,
            version: u32::from(closed),
            statements: 1,
            common_needs: None,
            common_needs_version: None,
            closed_at: closed.then(|| self.clock.now()),
            due: None,
        };
        self.table.put(&item).await.unwrap();
        let calendar = ClosedPeriods::as_they_are(&self.table, &item.organization).await.unwrap();
        let change =
            item.closed().map_or_else(|| calendar.clone().reopened(period), |one| calendar.clone().closed(one));
        assert!(self.table.update(change).await.unwrap());
    }

    /// Everything that waits to be mailed.
    pub async fn outbox(&self) -> Vec<Message> {
        let mut all = Vec::new();
        for shard in 0..keys::OUTBOX_SHARDS {
            all.extend(self.table.query_all(&Pending { shard }).await.unwrap());
        }
        all
    }
}
