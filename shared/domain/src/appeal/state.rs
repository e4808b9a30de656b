//! Where an appeal stands, and what may happen to it.

use serde::{Deserialize, Serialize};

crate::refusals! {
    /// Why something may not happen to an appeal.
    pub enum AppealError {
        Closed = "appeal_closed", "Обращение закрыто. Откройте его снова, чтобы написать.";
        NotAnswered = "appeal_not_answered", "Оценить можно ответ, а его пока нет.";
        AnsweredAnew = "appeal_answered_anew", "Пришёл новый ответ. Прочитайте его и оцените.";
        Full = "appeal_full", "В этом обращении слишком много сообщений. Напишите новое.";
        StatusImpossible = "status_impossible", "Обращение не может снова стать новым.";
        WordsMissing = "required", "Напишите ответ: без слов житель не узнает, чем кончилось его обращение.";
    }
}

/// Messages of one appeal, the company's among them: it is read whole, and a longer talk has another topic by now.
pub const MOST_MESSAGES: u32 = 100;

/// Where an appeal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The company has not said that it has seen it.
    New,
    /// The company works on it.
    InProgress,
    /// The company has answered.
    Answered,
    /// It is over.
    Closed,
}

/// What the person thinks of the latest answer. Two words rather than five stars: a person of any age answers it at one
/// tap, and «did not help» tells a company what to do, which three stars do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// The answer has helped.
    Helped,
    /// It has not.
    NotHelped,
}

/// What the company says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// There are words for the person.
    pub has_text: bool,
    /// Where the company puts the appeal; left out with words: answered.
    pub status: Option<State>,
}

/// What of an appeal is decided upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Where it stands.
    pub state: State,
    /// Messages so far.
    pub messages: u32,
    /// Those of the company among them.
    pub answers: u32,
    /// What the person thinks of the latest answer.
    #[serde(default)]
    pub rating: Option<Rating>,
}

impl Appeal {
    /// With its first message.
    pub const fn new() -> Self {
        Self { state: State::New, messages: 1, answers: 0, rating: None }
    }

    /// The person writes more. After an answer it is the company's turn again.
    pub fn written(self) -> Result<Self, AppealError> {
        let open = self.still_open()?;
        let state = if open.state == State::Answered { State::InProgress } else { open.state };
        Ok(Self { state, ..open.longer()? })
    }

    /// The company says something. Only a person opens a closed appeal again. What ends an appeal has words: an answer
    /// without any is none. A full one takes no more of them, so it is closed without.
    pub fn answered(self, answer: Answer) -> Result<Self, AppealError> {
        let open = self.still_open()?;
        let state = answer.status.unwrap_or(if answer.has_text { State::Answered } else { open.state });
        if state == State::New && open.state != State::New {
            return Err(AppealError::StatusImpossible);
        }
        if !answer.has_text {
            let is_full = open.messages >= MOST_MESSAGES && state == State::Closed;
            let goes_on = matches!(state, State::New | State::InProgress);
            return if goes_on || is_full { Ok(Self { state, ..open }) } else { Err(AppealError::WordsMissing) };
        }
        let longer = open.longer()?;
        Ok(Self { state, answers: longer.answers.saturating_add(1), rating: None, ..longer })
    }

    /// The person needs nothing more. Closing what is closed changes nothing.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self { state: State::Closed, ..self }
    }

    /// The person is not done with it. Opening what is open changes nothing.
    #[must_use]
    pub fn reopened(self) -> Self {
        let state = if self.state == State::Closed { State::InProgress } else { self.state };
        Self { state, ..self }
    }

    /// The person says what the latest answer was worth; also of a closed appeal, and as often as they like. Who says how
    /// many answers they were shown rates none that they have not seen.
    pub fn rated(self, rating: Rating, shown: Option<u32>) -> Result<Self, AppealError> {
        if self.answers == 0 {
            return Err(AppealError::NotAnswered);
        }
        if shown.is_some_and(|shown| shown != self.answers) {
            return Err(AppealError::AnsweredAnew);
        }
        Ok(Self { rating: Some(rating), ..self })
    }

    fn still_open(self) -> Result<Self, AppealError> {
        if self.state == State::Closed { Err(AppealError::Closed) } else { Ok(self) }
    }

    fn longer(self) -> Result<Self, AppealError> {
        if self.messages >= MOST_MESSAGES {
            return Err(AppealError::Full);
        }
        Ok(Self { messages: self.messages + 1, ..self })
    }
}

impl Default for Appeal {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: Answer = Answer { has_text: true, status: None };

    fn only(status: State) -> Answer {
        Answer { has_text: false, status: Some(status) }
    }

    fn in_state(state: State) -> Appeal {
        Appeal { state, ..Appeal::new() }
    }

    #[test]
    fn an_answer_makes_it_answered_and_a_question_back_puts_it_in_progress() {
        let answered = Appeal::new().answered(WORDS).unwrap();
        assert_eq!((answered.state, answered.messages, answered.answers), (State::Answered, 2, 1));
        let asked = answered.written().unwrap();
        assert_eq!((asked.state, asked.messages, asked.answers), (State::InProgress, 3, 1));
    }

    #[test]
    fn writing_more_before_the_company_has_looked_leaves_it_new() {
        assert_eq!(Appeal::new().written().unwrap().state, State::New);
    }

    #[test]
    fn the_company_may_set_the_status_with_words_or_without() {
        assert_eq!(Appeal::new().answered(only(State::InProgress)).unwrap().state, State::InProgress);
        let closing = Answer { has_text: true, status: Some(State::Closed) };
        assert_eq!(Appeal::new().answered(closing).unwrap().state, State::Closed);
        let silent = Answer { has_text: false, status: None };
        assert_eq!(in_state(State::InProgress).answered(silent).unwrap(), in_state(State::InProgress));
    }

    #[test]
    fn neither_an_answer_nor_an_end_is_without_words() {
        for status in [State::Answered, State::Closed] {
            assert_eq!(Appeal::new().answered(only(status)), Err(AppealError::WordsMissing), "{status:?}");
            assert_eq!(in_state(State::Answered).answered(only(status)), Err(AppealError::WordsMissing), "{status:?}");
        }
    }

    #[test]
    fn nothing_becomes_new_again() {
        assert_eq!(in_state(State::Answered).answered(only(State::New)), Err(AppealError::StatusImpossible));
        assert_eq!(Appeal::new().answered(only(State::New)).unwrap().state, State::New);
    }

    #[test]
    fn a_closed_appeal_takes_no_words_until_the_person_opens_it() {
        let closed = Appeal::new().closed();
        assert_eq!(closed.written(), Err(AppealError::Closed));
        assert_eq!(closed.answered(WORDS), Err(AppealError::Closed));
        assert_eq!(closed.answered(only(State::InProgress)), Err(AppealError::Closed));
        assert_eq!(closed.reopened().state, State::InProgress);
        assert_eq!(closed.closed(), closed);
        assert_eq!(in_state(State::Answered).reopened().state, State::Answered);
    }

    #[test]
    fn only_an_answer_is_rated_and_a_new_answer_is_unrated() {
        assert_eq!(Appeal::new().rated(Rating::Helped, None), Err(AppealError::NotAnswered));
        let rated = Appeal::new().answered(WORDS).unwrap().closed().rated(Rating::NotHelped, Some(1)).unwrap();
        assert_eq!((rated.state, rated.rating), (State::Closed, Some(Rating::NotHelped)));
        assert_eq!(rated.rated(Rating::Helped, None).unwrap().rating, Some(Rating::Helped));
        assert_eq!(rated.reopened().answered(WORDS).unwrap().rating, None);
    }

    #[test]
    fn an_answer_that_was_not_shown_is_not_rated() {
        let twice = Appeal::new().answered(WORDS).unwrap().answered(WORDS).unwrap();
        for shown in [0, 1, 3] {
            assert_eq!(twice.rated(Rating::Helped, Some(shown)), Err(AppealError::AnsweredAnew), "{shown}");
        }
        assert_eq!(twice.rated(Rating::Helped, Some(2)).unwrap().rating, Some(Rating::Helped));
    }

    #[test]
    fn a_talk_of_a_hundred_messages_ends() {
        let full = Appeal { messages: MOST_MESSAGES, ..Appeal::new() };
        assert_eq!(full.written(), Err(AppealError::Full));
        assert_eq!(full.answered(WORDS), Err(AppealError::Full));
        assert_eq!(full.answered(only(State::Closed)).unwrap().state, State::Closed);
    }
}
