using Fathom.Identity.Access;

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
        if (policy == Policy.Published)
        {
            return Verdict.Pass;
        }

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
            // Whoever else it is, here it only looks.
            Policy.Reader => Verdict.Pass,
            Policy.Operator => Known(facts, Permission.Operate) ?? ApiCall(facts),
            Policy.OperatorForm => Known(facts, Permission.Operate) ?? OwnForm(facts),
            Policy.Pilot => Known(facts, Permission.WorkAsPilot) ?? ApiCall(facts),
            // A token alone, which no browser sends by itself.
            Policy.Output => Known(facts, Permission.CreateOutput) ?? Verdict.Pass,
            Policy.Bootstrap => Known(facts, Permission.RegisterPilot) ?? ApiCall(facts),
            _ => new(403, "This route names no policy, so nobody may use it."),
        };
    }

    private static Verdict? Known(RequestFacts facts, Permission permission)
        => AccessPolicy.Decide(facts.Principal, permission, facts.RoutePilot) switch
        {
            AccessDecision.Allowed => null,
            AccessDecision.WhoAreYou => new(401, permission switch
            {
                Permission.WorkAsPilot => "The pilot's token is not known: register again.",
                Permission.CreateOutput => "Needs the attempt's storage token as bearer token; it may have expired.",
                Permission.RegisterPilot => "Needs the workspace's bootstrap secret as bearer token.",
                _ => "Needs the operator: sign in, or send the operator's token as bearer.",
            }),
            _ => new(403, permission == Permission.WorkAsPilot ? "The token belongs to another pilot." : "The token does not allow this."),
        };

    private static Verdict ApiCall(RequestFacts facts) => facts.Changes && !facts.IsApiCall ? NoRequestId : Verdict.Pass;

    private static Verdict OwnForm(RequestFacts facts) => facts is { Session: true, FormToken: true, Origin: RequestOrigin.Own }
        ? Verdict.Pass
        : new(403, "The form does not belong to this session. Load the page again.");
}
