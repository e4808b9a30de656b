//! The list of everything that can go wrong, in one place. The frontend's texts are checked against it.

use axum::http::StatusCode;

macro_rules! codes {
    ($($variant:ident = $status:ident $code:literal $title:literal;)+) => {
        /// A stable code with its status and its Russian title.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $(#[doc = $title] $variant,)+ }

        impl Code {
            /// All codes, for documentation and for checks.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable code for programs.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The HTTP status it comes with.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)+ }
            }

            /// What happened and what to do, for people.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

codes! {
    // The call itself
    MalformedBody = BAD_REQUEST "malformed_body" "Тело запроса не читается как JSON.";
    DuplicateKey = BAD_REQUEST "duplicate_key" "Один и тот же ключ встречается в запросе дважды.";
    MalformedQuery = BAD_REQUEST "malformed_query" "Параметры запроса не читаются.";
    CursorInvalid = BAD_REQUEST "cursor_invalid" "Метка страницы не подходит к этому списку.";
    Unauthorized = UNAUTHORIZED "unauthorized" "Войдите в личный кабинет.";
    KeyInvalid = UNAUTHORIZED "key_invalid" "Ключ обмена неизвестен, отозван или просрочен.";
    Forbidden = FORBIDDEN "forbidden" "На это действие нет права.";
    CrossSite = FORBIDDEN "cross_site" "Запрос пришёл с чужого сайта и не выполнен.";
    ScopeMissing = FORBIDDEN "scope_missing" "У ключа обмена нет права на это действие.";
    NotFound = NOT_FOUND "not_found" "Такой страницы или записи нет.";
    MethodNotAllowed = METHOD_NOT_ALLOWED "method_not_allowed" "Этот способ обращения здесь не работает.";
    BodyTooLarge = PAYLOAD_TOO_LARGE "body_too_large" "Запрос слишком велик.";
    UnsupportedMediaType = UNSUPPORTED_MEDIA_TYPE "unsupported_media_type" "Ожидается тело запроса application/json.";
    NotAcceptable = NOT_ACCEPTABLE "not_acceptable" "В таком виде этих данных нет.";
    ValidationFailed = UNPROCESSABLE_ENTITY "validation_failed" "Проверьте поля: не все заполнены верно.";
    TooManyRequests = TOO_MANY_REQUESTS "too_many_requests" "Слишком много попыток. Попробуйте позже.";
    Internal = INTERNAL_SERVER_ERROR "internal_error" "У нас произошла ошибка. Мы уже знаем о ней. Попробуйте позже.";
    Unavailable = SERVICE_UNAVAILABLE "unavailable" "Сервис временно недоступен.";

    // Registration and sign-in
    CaptchaWrong = UNPROCESSABLE_ENTITY "captcha_wrong" "Код с изображения введён неверно или устарел. Загрузите новый код.";
    CaptchaRequired = FORBIDDEN "captcha_required" "Введите код с изображения.";
    LoginTaken = CONFLICT "login_taken" "Это имя пользователя занято или похоже на занятое.";
    LinkInvalid = BAD_REQUEST "link_invalid" "Ссылка недействительна: она устарела или уже использована.";
    BadCredentials = UNAUTHORIZED "bad_credentials" "Неверное имя пользователя или пароль.";
    NotActivated = FORBIDDEN "not_activated" "Учётная запись ещё не подтверждена. Откройте ссылку из письма.";
    PasswordWrong = UNPROCESSABLE_ENTITY "password_wrong" "Пароль не подходит.";
    SessionEnded = UNAUTHORIZED "session_ended" "Сеанс завершён. Войдите снова.";

    // Accounts
    AccountOrProofWrong = UNPROCESSABLE_ENTITY "account_or_proof_wrong" "Лицевой счёт не найден, или код доступа либо сумма не подходят. Проверьте номер и данные с последней квитанции.";
    TooManyAttempts = TOO_MANY_REQUESTS "too_many_attempts" "Слишком много неверных попыток. Попробуйте позже.";
    AlreadyAttached = CONFLICT "already_attached" "Этот лицевой счёт у вас уже добавлен.";
    TooManyAccounts = CONFLICT "too_many_accounts" "К одной учётной записи можно добавить не более 50 лицевых счетов.";
    MethodUnavailable = UNPROCESSABLE_ENTITY "method_unavailable" "Управляющая организация не использует этот способ. Выберите другой.";

    // Billing
    PeriodOpen = CONFLICT "period_open" "Период ещё не закрыт бухгалтером. Начисления и квитанция появятся после закрытия.";
    PeriodUnknown = NOT_FOUND "period_unknown" "За этот период начислений нет.";
    PeriodClosed = CONFLICT "period_closed" "Период закрыт. Чтобы изменить начисления, сначала откройте его снова.";
    PeriodOutOfRange = UNPROCESSABLE_ENTITY "period_out_of_range" "Период слишком далеко впереди: не более одного месяца от текущего.";
    WindowClosed = CONFLICT "window_closed" "Показания сейчас не принимаются.";
    StatementsMissing = CONFLICT "statements_missing" "Загружены не все начисления: период не закрыт.";
    OrganizationMissing = CONFLICT "organization_missing" "Сначала загрузите реквизиты организации.";

    // Appeals
    AppealClosed = CONFLICT "appeal_closed" "Обращение закрыто. Откройте его снова, чтобы написать.";
    AppealNotAnswered = CONFLICT "appeal_not_answered" "Оценить можно ответ, а его пока нет.";
    AppealAnsweredAnew = CONFLICT "appeal_answered_anew" "Пришёл новый ответ. Прочитайте его и оцените.";
    ReplyIdReused = CONFLICT "reply_id_reused" "Ответ с этим номером уже записан с другим текстом или состоянием.";
    AppealFull = CONFLICT "appeal_full" "В этом обращении слишком много сообщений. Напишите новое.";

    // Calls that are safe to repeat
    IdempotencyKeyRequired = BAD_REQUEST "idempotency_key_required" "Нужен заголовок Idempotency-Key: новый для каждого действия, до 255 видимых знаков ASCII.";
    IdempotencyKeyReused = CONFLICT "idempotency_key_reused" "С этим Idempotency-Key уже отправлен другой запрос.";

    // Online payment
    PaymentNotPaid = CONFLICT "payment_not_paid" "Платёж не проведён: возвращать нечего.";
    RefundTooLarge = CONFLICT "refund_too_large" "Сумма возвратов больше суммы платежа.";
    RefundIdReused = CONFLICT "refund_id_reused" "Возврат с этим номером уже записан на другую сумму.";
    PaymentUnavailable = CONFLICT "payment_unavailable" "Управляющая организация не принимает оплату через личный кабинет. Оплатите по реквизитам или QR-коду квитанции.";
    TooManyPayments = CONFLICT "too_many_payments" "Слишком много платежей ещё не учтено управляющей организацией. Оплатите по квитанции или обратитесь в организацию.";

    // Paid services
    ServiceWithdrawn = CONFLICT "service_withdrawn" "Этой услуги больше нет в списке. Выберите другую.";
    PriceChanged = CONFLICT "price_changed" "Цена услуги изменилась. Посмотрите новую и отправьте заявку ещё раз.";
    OrderFinal = CONFLICT "order_final" "Заявка уже завершена: её состояние больше не меняется.";
    OrderMoveImpossible = CONFLICT "order_move_impossible" "Из этого состояния заявка не может перейти в указанное.";
    OrderMovesTooMany = CONFLICT "order_moves_too_many" "Заявку слишком часто переносили. Завершите её и попросите подать новую.";
    MoveIdReused = CONFLICT "move_id_reused" "Под этим номером заявке уже передано другое изменение.";
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn no_code_stands_twice() {
        let mut codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Code::ALL.len());
    }

    #[test]
    fn every_title_is_a_russian_sentence() {
        for code in Code::ALL {
            assert!(code.title().ends_with('.') && !code.title().is_ascii(), "{}", code.as_str());
        }
    }
}
