import QuizCore
import QuizMessages

extension QuizError {
    func words(in language: Language) -> String { message(in: language) }
}
