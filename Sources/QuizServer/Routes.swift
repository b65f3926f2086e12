import Hummingbird
import QuizCore

/// Every address on one screen.
enum Routes {
    static func addPages(to router: Router<Visit>, _ site: Site) {
        router.get("/", use: site.front)
        router.get("/contests/{contest}", use: site.contest)
        router.get("/contests/{contest}/rules", use: site.rules)
        router.get("/contests/{contest}/registration", use: site.registrationForm)
        router.post("/contests/{contest}/registration", use: site.register)
        router.get("/contests/{contest}/entry", use: site.entryForm)
        router.post("/contests/{contest}/entry", use: site.correctEntry)
        router.get("/contests/{contest}/sessions", use: site.signInForm)
        router.post("/contests/{contest}/sessions", use: site.signIn)
        router.get("/sessions", use: site.signInAgain)
        router.post("/sessions/end", use: site.signOut)
        router.get("/rounds/{round}/attempts", use: site.startForm)
        router.post("/rounds/{round}/attempts", use: site.start)
        router.get("/attempts/{attempt}", use: site.paper)
        router.post("/attempts/{attempt}/answers", use: site.saveAnswers)
        router.get("/attempts/{attempt}/submission", use: site.submissionForm)
        router.post("/attempts/{attempt}/submission", use: site.submit)
        router.get("/attempts/{attempt}/result", use: site.result)
        router.post("/attempts/{attempt}/prediction", use: site.predict)
        router.get("/attempts/{attempt}/review", use: site.review)
        router.get("/rounds/{round}/standings", use: site.standings)
        router.get("/rounds/{round}/units", use: site.units)
        router.get("/rounds/{round}/winners", use: site.winners)
        router.get("/assets/{hash}/{name}", use: site.asset)
        router.get("/favicon.ico", use: site.favicon)
    }

    static func addAPI(to router: Router<Visit>, _ api: API) {
        router.get("/api/v1/openapi.json", use: api.description)
        router.get("/api/v1/contests", use: api.contests)
        router.get("/api/v1/contests/{contest}", use: api.contest)
        router.post("/api/v1/contests/{contest}/entrants", use: api.register)
        router.post("/api/v1/contests/{contest}/sessions", use: api.signIn)
        router.delete("/api/v1/sessions/current", use: api.signOut)
        router.post("/api/v1/rounds/{round}/attempts", use: api.start)
        router.get("/api/v1/attempts/{attempt}", use: api.attempt)
        router.put("/api/v1/attempts/{attempt}/answers", use: api.save)
        router.post("/api/v1/attempts/{attempt}/submission", use: api.submit)
        router.post("/api/v1/attempts/{attempt}/prediction", use: api.predict)
        router.get("/api/v1/rounds/{round}/standings", use: api.standings)
        router.get("/api/v1/rounds/{round}/standings/me", use: api.ownStanding)
    }

    static func addHealth(to router: Router<Visit>, _ health: Health) {
        router.get("/healthz", use: health.isAlive)
        router.get("/readyz", use: health.isReady)
    }

    static func contest(_ id: ID<Contest>) -> String { "/contests/\(id)" }
    static func registration(_ id: ID<Contest>) -> String { "/contests/\(id)/registration" }
    static func sessions(_ id: ID<Contest>) -> String { "/contests/\(id)/sessions" }
    static func sessions(_ id: ID<Contest>, backTo attempt: ID<Attempt>) -> String {
        "/contests/\(id)/sessions?attempt=\(attempt)"
    }
    static func entry(_ id: ID<Contest>) -> String { "/contests/\(id)/entry" }
    static func attempt(_ id: ID<Attempt>) -> String { "/attempts/\(id)" }
    static func submission(_ id: ID<Attempt>) -> String { "/attempts/\(id)/submission" }
    static func result(_ id: ID<Attempt>) -> String { "/attempts/\(id)/result" }
}
