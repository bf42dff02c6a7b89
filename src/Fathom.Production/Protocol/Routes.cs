namespace Fathom.Production.Protocol;

/// <summary>Where the server answers pilots. Every request is a POST with a JSON body, unless it says otherwise.</summary>
/// <remarks>
/// <para><see cref="Register"/> carries the workspace's bootstrap secret as bearer token, every other route the token of
/// the pilot's <see cref="PilotWelcome"/>. Every request carries <see cref="RequestIdHeader"/>; the repeat of an id with
/// the same body returns the first answer, with another body 422.</para>
/// <para>Answers: 200 with the reply's JSON; 204 where there is no reply; 400 malformed; 401 token unknown (register
/// again, once no job is held); 403 not this pilot's; 409 with <see cref="AcceptanceReply"/> or empty where the fence no longer holds; 410
/// the pilot has ended or is lost (register again); 429 and 503 with Retry-After: ask again later.</para>
/// </remarks>
public static class Routes
{
    /// <summary>Header with the id of a mutating request (a random UUID).</summary>
    public const string RequestIdHeader = "X-Request-Id";

    /// <summary><see cref="PilotRegistration"/> → <see cref="PilotWelcome"/>.</summary>
    public const string Register = "/api/pilots";

    /// <summary>Template of <see cref="Lease"/>: <see cref="LeaseRequest"/> (an empty JSON object asks for one job) → <see cref="LeaseReply"/>.</summary>
    public const string LeaseTemplate = "/api/pilots/{id:long}/lease";

    /// <summary>Template of <see cref="Heartbeat"/>: <see cref="Protocol.Heartbeat"/> → <see cref="HeartbeatReply"/>.</summary>
    public const string HeartbeatTemplate = "/api/pilots/{id:long}/heartbeat";

    /// <summary>Template of <see cref="Events"/>: <see cref="PilotEvents"/> → <see cref="PilotEventsReply"/>.</summary>
    public const string EventsTemplate = "/api/pilots/{id:long}/events";

    /// <summary>Template of <see cref="End"/>: the pilot leaves; no body (empty JSON object) → 204. Its leases are lost at once.</summary>
    public const string EndTemplate = "/api/pilots/{id:long}/end";

    /// <summary><see cref="AttemptStarted"/> → 204, or 409 where the fence no longer holds.</summary>
    public const string Started = "/api/attempts/started";

    /// <summary><see cref="AttemptUploaded"/> → <see cref="AcceptanceReply"/>, 200 also where it is not accepted.</summary>
    public const string Uploaded = "/api/attempts/uploaded";

    /// <summary><see cref="AttemptFailed"/> → 204, or 409 where the fence no longer holds.</summary>
    public const string Failed = "/api/attempts/failed";

    /// <summary>Template of <see cref="Output"/>: PUT with the bytes of an output and <see cref="LeasedJob.OutputToken"/> as bearer token
    /// → <see cref="CreatedOutput"/>; 409 where another file has the path or the attempt is closed; the repeat of the same bytes is 200.</summary>
    public const string OutputTemplate = "/api/storage/{element}/{**path}";

    /// <summary>Template of <see cref="Content"/>: GET, also of a range, of a file that is known by its SHA-256 → its bytes; 404.</summary>
    public const string ContentTemplate = "/api/content/{sha256}";

    /// <summary>Template of <see cref="Log"/>: PUT with a whole log, compressed by Brotli, <see cref="LeasedJob.OutputToken"/> as bearer
    /// token and <see cref="LogHashHeader"/> → 204; 409 where the attempt is closed or has another log; the repeat of the same is 204.
    /// Query: <c>failed=true</c> for an attempt that failed. GET by anybody who may read jobs → the log as text.</summary>
    public const string LogTemplate = "/api/jobs/{job:long}/attempts/{attempt:int}/log";

    /// <summary>Header with the SHA-256 of a log's compressed bytes, 64 lower-case hexadecimal digits.</summary>
    public const string LogHashHeader = "X-Content-Sha256";

    /// <summary>Where the whole log of an attempt is brought to, and read.</summary>
    public static string Log(long job, int attempt) => FormattableString.Invariant($"/api/jobs/{job}/attempts/{attempt}/log");

    /// <summary>Where an output is created through the server.</summary>
    public static string Output(string element, string path) =>
        $"/api/storage/{Uri.EscapeDataString(element)}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Where the content of a hash is.</summary>
    public static string Content(string sha256) => $"/api/content/{sha256}";

    /// <summary>Where a pilot asks for a job.</summary>
    public static string Lease(long pilot) => FormattableString.Invariant($"/api/pilots/{pilot}/lease");

    /// <summary>Where a pilot gives its sign of life.</summary>
    public static string Heartbeat(long pilot) => FormattableString.Invariant($"/api/pilots/{pilot}/heartbeat");

    /// <summary>Where a pilot says what happened to its attempts, several at a time.</summary>
    public static string Events(long pilot) => FormattableString.Invariant($"/api/pilots/{pilot}/events");

    /// <summary>Where a pilot says that it ends.</summary>
    public static string End(long pilot) => FormattableString.Invariant($"/api/pilots/{pilot}/end");
}
