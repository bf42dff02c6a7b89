namespace Fathom.Portal.Access;

/// <summary>The gate's word on a request.</summary>
/// <param name="Status">200 to let it pass, else the HTTP status of the refusal.</param>
/// <param name="Reason">What the caller is told, with what to do next.</param>
public readonly record struct Verdict(int Status, string Reason)
{
    /// <summary>Let it pass.</summary>
    public static Verdict Pass { get; } = new(200, "");

    /// <summary>Whether it may pass.</summary>
    public bool Passes => Status == 200;
}

/// <summary>Who may pass: one pure function of policy and facts.</summary>
public static class Gate
{
    private static readonly Verdict NoRequestId = new(400, "A change carries a header X-Request-Id (1 to 128 characters) and a JSON body.");

    /// <summary>Decides; a route without a policy is refused.</summary>
    public static Verdict Decide(Policy? policy, RequestFacts facts)
    {
        if (!facts.IsLocal)
        {
            return new(403, "This server answers its own machine only: use http://127.0.0.1 or http://localhost, or an SSH tunnel.");
        }

        if (facts.Changes && facts.Origin == RequestOrigin.Foreign)
        {
            return new(403, "The request comes from another site's page.");
        }

        return policy switch
        {
            Policy.Reader => Verdict.Pass,
            Policy.Operator => Operator(facts),
            Policy.OperatorForm => OperatorForm(facts),
            Policy.Pilot => Pilot(facts),
            Policy.Bootstrap => !facts.BootstrapSecret
                ? new(401, "Needs the workspace's bootstrap secret as bearer token.")
                : facts.IsApiCall ? Verdict.Pass : NoRequestId,
            _ => new(403, "This route names no policy, so nobody may use it."),
        };
    }

    private static Verdict Operator(RequestFacts facts)
    {
        if (!facts.OperatorToken && !facts.Session)
        {
            return new(401, "Needs the operator's token as bearer, or a signed-in session.");
        }

        return facts.Changes && !facts.IsApiCall ? NoRequestId : Verdict.Pass;
    }

    private static Verdict OperatorForm(RequestFacts facts)
    {
        if (!facts.Session)
        {
            return new(401, "Sign in as operator first.");
        }

        return facts is { FormToken: true, Origin: RequestOrigin.Own }
            ? Verdict.Pass
            : new(403, "The form does not belong to this session. Load the page again.");
    }

    private static Verdict Pilot(RequestFacts facts)
    {
        if (facts.Pilot is not { } pilot)
        {
            return new(401, "The pilot's token is not known: register again.");
        }

        if (facts.RoutePilot is { } named && named != pilot)
        {
            return new(403, "The token belongs to another pilot.");
        }

        return facts.PilotGone ? new(410, "The pilot has ended or is lost: register again.")
            : facts.IsApiCall ? Verdict.Pass
            : NoRequestId;
    }
}
