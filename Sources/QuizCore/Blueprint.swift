/// How many questions of which kind make a paper (ma trận đề).
package struct Blueprint: Codable, Hashable, Sendable {
    /// A quota: `count` questions that meet every condition given.
    package struct Section: Codable, Hashable, Sendable {
        package var count: Int
        /// What the public rules call it.
        package var title: LocalizedText?
        package var topic: String?
        package var level: Question.Level?
        package var tag: String?
        /// What a right answer is worth where the question does not say.
        package var points: Points

        package init(
            count: Int, title: LocalizedText? = nil, topic: String? = nil, level: Question.Level? = nil,
            tag: String? = nil, points: Points = .one
        ) {
            self.count = count
            self.title = title
            self.topic = topic
            self.level = level
            self.tag = tag
            self.points = points
        }

        package func admits(_ question: Question) -> Bool {
            (topic == nil || topic == question.topic) && (level == nil || level == question.level)
                && (tag.map(question.tags.contains) ?? true)
        }
    }

    package var sections: [Section]
    /// Questions in random order over the whole paper; otherwise section after section.
    package var shufflesQuestions: Bool
    package var shufflesOptions: Bool
    /// Only questions with exactly so many options; `nil`: any.
    package var optionCount: Int?

    package init(
        sections: [Section], shufflesQuestions: Bool = true, shufflesOptions: Bool = true, optionCount: Int? = nil
    ) {
        self.sections = sections
        self.shufflesQuestions = shufflesQuestions
        self.shufflesOptions = shufflesOptions
        self.optionCount = optionCount
    }

    package var count: Int { sections.reduce(0) { $0 + $1.count } }
}

extension Blueprint {
    /// Ready to draw papers from one bank: which questions each quota may take, worked out once.
    package struct Pool: Sendable {
        fileprivate let blueprint: Blueprint
        /// For each section the ordinals that it admits, in bank order.
        fileprivate let candidates: [[Int]]
        private let optionCounts: [Int]
        private let pinned: [Set<Int>]

        /// Throws `bankTooSmall` with the first quota that cannot be met beside the others: a short bank is
        /// an error when the contest is applied, never a shorter paper.
        package init(_ blueprint: Blueprint, questions: [Question]) throws(QuizError) {
            self.blueprint = blueprint
            candidates = blueprint.sections.map { section in
                questions.indices.filter { index in
                    section.admits(questions[index])
                        && (blueprint.optionCount.map { $0 == questions[index].options.count } ?? true)
                }
            }
            optionCounts = questions.map(\.options.count)
            pinned = questions.map { question in Set(question.options.indices.filter { question.options[$0].isPinned })
            }
            for (index, section) in blueprint.sections.enumerated() where candidates[index].count < section.count {
                throw .bankTooSmall(section: index + 1, wanted: section.count, found: candidates[index].count)
            }
            var stream = RandomStream(seed: [])
            guard assign(sample(with: &stream)) != nil else {
                let wanted = blueprint.count
                let found = Set(candidates.joined()).count
                throw .bankTooSmall(section: nil, wanted: wanted, found: min(found, wanted - 1))
            }
        }

        /// The paper of one seed: the same seed gives the same paper for ever.
        package func draw(seed: [UInt8]) -> Paper {
            var stream = RandomStream(seed: seed)
            // The initialiser has shown that an assignment exists, whatever the order of candidates.
            var slots = assign(sample(with: &stream)) ?? []
            if blueprint.shufflesQuestions { stream.shuffle(&slots) }
            return Paper(
                questions: slots.map { slot in
                    Paper.Question(
                        ordinal: slot.ordinal, order: optionOrder(of: slot.ordinal, with: &stream), points: slot.points)
                })
        }

        private struct Slot { var ordinal: Int; var points: Points }

        /// A section that admits as many questions as the whole paper has can always be filled last,
        /// so no more than that many candidates are needed from it.
        private func sample(with stream: inout RandomStream) -> [[Int]] {
            candidates.map { stream.sample(blueprint.count, of: $0) }
        }

        /// Gives every place of the paper a question of its own (Kuhn's augmenting paths), `nil` where that is impossible.
        /// Without overlap between quotas this takes the first candidates as they come.
        private func assign(_ candidates: [[Int]]) -> [Slot]? {
            let slots = blueprint.sections.indices.flatMap { Array(repeating: $0, count: blueprint.sections[$0].count) }
            var taken: [Int: Int] = [:]
            func place(_ slot: Int, _ tried: inout Set<Int>) -> Bool {
                for ordinal in candidates[slots[slot]] where taken[ordinal] == nil {
                    taken[ordinal] = slot
                    return true
                }
                for ordinal in candidates[slots[slot]] where tried.insert(ordinal).inserted {
                    guard let holder = taken[ordinal], place(holder, &tried) else { continue }
                    taken[ordinal] = slot
                    return true
                }
                return false
            }
            for slot in slots.indices {
                var tried: Set<Int> = []
                guard place(slot, &tried) else { return nil }
            }
            return taken.sorted { $0.value < $1.value }.map { ordinal, slot in
                Slot(ordinal: ordinal, points: blueprint.sections[slots[slot]].points)
            }
        }

        /// The bank's option positions in the order shown; pinned options keep their place.
        private func optionOrder(of ordinal: Int, with stream: inout RandomStream) -> [Int] {
            let all = Array(0..<optionCounts[ordinal])
            guard blueprint.shufflesOptions else { return all }
            let free = all.filter { !pinned[ordinal].contains($0) }
            var shuffled = free
            stream.shuffle(&shuffled)
            var order = all
            for (place, option) in zip(free, shuffled) { order[place] = option }
            return order
        }
    }
}
