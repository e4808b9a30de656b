//! What the rest of the load or the table says against a row that is good in itself.

domain::refusals! {
    /// Why a good row is rejected.
    pub enum RowError {
        DuplicateRow = "duplicate_row", "Такая строка уже есть в этом запросе выше.";
        HouseUnknown = "house_unknown", "Дома с таким кодом нет. Сначала загрузите дома.";
        AlreadyReplaced = "already_replaced", "Этот счётчик уже заменён другим. Если тот загружен по ошибке, сначала снимите его (archived).";
        RemovedTooLongAgo = "removed_too_long_ago", "После дня снятия этот счётчик читали слишком много раз. Проверьте день.";
        AccountUnknown = "account_unknown", "Лицевого счёта с таким номером нет. Сначала загрузите лицевые счета.";
        ServiceUnknown = "service_unknown", "Такой услуги нет среди услуг лицевого счёта. Сначала загрузите её с лицевым счётом.";
        TooManyServices = "too_many", "Не более 60 услуг на дом.";
        TooManyPictures = "too_many", "Не более 10 картинок в одной новости.";
        TooManyPaidServices = "too_many", "В списке не более 1000 услуг и 4 МБ текста. Снимите одну из прежних (active: false) или сократите описания.";
        RecipientUnknown = "recipient_unknown", "Получателя с таким кодом нет в реквизитах организации.";
        PeriodClosed = "period_closed", "Период закрыт, пока шла загрузка: строка не записана.";
        PeriodOutOfRange = "period_out_of_range", "Период слишком далеко впереди: не более одного месяца от текущего.";
    }
}
