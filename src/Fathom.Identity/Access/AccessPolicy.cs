namespace Fathom.Identity.Access;

/// <summary>What a route of the API, or a command, asks for.</summary>
public enum Permission
{
    /// <summary>See campaigns, jobs, files, runs, logs.</summary>
    View,

    /// <summary>Create, start and stop campaigns; reschedule and kill jobs; invalidate and replicate files; run the audit.</summary>
    Operate,

    /// <summary>Register as a pilot.</summary>
    RegisterPilot,

    /// <summary>Lease jobs and report on them, as one certain pilot.</summary>
    WorkAsPilot,

    /// <summary>Create an output of one attempt at a storage element.</summary>
    CreateOutput,
}

/// <summary>Who may do what, as pure decisions.</summary>
public static class AccessPolicy
{
    /// <summary>Whether someone may do something.</summary>
    /// <param name="principal">Who, or null where nobody is known.</param>
    /// <param name="permission">What.</param>
    /// <param name="pilotId">The pilot in whose name it is done, for <see cref="Permission.WorkAsPilot"/> where the route names one.</param>
    public static AccessDecision Decide(Principal? principal, Permission permission, long? pilotId = null) => (principal, permission) switch
    {
        (null, _) => AccessDecision.WhoAreYou,
        ({ Role: Role.Operator or Role.Reader }, Permission.View) => AccessDecision.Allowed,
        ({ Role: Role.Operator }, Permission.Operate) => AccessDecision.Allowed,
        // A pilot that was given up registers again with the token it has: its secret is spent.
        ({ Role: Role.PilotBootstrap or Role.Pilot }, Permission.RegisterPilot) => AccessDecision.Allowed,
        ({ Role: Role.Pilot }, Permission.WorkAsPilot) when pilotId is null || pilotId == principal.PilotId => AccessDecision.Allowed,
        ({ Role: Role.Writer }, Permission.CreateOutput) => AccessDecision.Allowed,
        _ => AccessDecision.Forbidden,
    };
}

/// <summary>A decision.</summary>
public enum AccessDecision
{
    /// <summary>Go on.</summary>
    Allowed,

    /// <summary>No valid token was offered (401).</summary>
    WhoAreYou,

    /// <summary>The token is known, but does not allow this (403).</summary>
    Forbidden,
}
