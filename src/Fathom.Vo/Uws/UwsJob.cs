using System.Text.Json.Serialization;

namespace Fathom.Vo.Uws;

/// <summary>A job as it stands at one moment.</summary>
/// <param name="Id">128 random bits as hexadecimal digits: who does not know them does not find the job.</param>
/// <param name="Owner">Whose it is; jobs of others are neither shown nor changed.</param>
/// <param name="Created">When it was made.</param>
public sealed record UwsJob(string Id, string Owner, DateTimeOffset Created)
{
    /// <summary>Where it stands.</summary>
    public UwsPhase Phase { get; init; }

    /// <summary>The client's own name for it; null: none.</summary>
    public string? RunId { get; init; }

    /// <summary>When it began to run.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How long it may run [s].</summary>
    public int ExecutionSeconds { get; init; }

    /// <summary>When it and its results go.</summary>
    public DateTimeOffset Destruction { get; init; }

    /// <summary>What it was asked, in the order given.</summary>
    public IReadOnlyList<UwsParameter> Parameters { get; init; } = [];

    /// <summary>Bytes of the files that came with it.</summary>
    public long UploadedBytes { get; init; }

    /// <summary>What it made.</summary>
    public IReadOnlyList<UwsResult> Results { get; init; } = [];

    /// <summary>Why it failed; null: it did not.</summary>
    public string? Fault { get; init; }

    /// <summary>Bytes of its files.</summary>
    [JsonIgnore]
    public long Bytes => UploadedBytes + Results.Sum(result => result.Bytes);

    /// <summary>The last value of a parameter, in any case of its name; null: it was not given.</summary>
    public string? Parameter(string name) =>
        Parameters.LastOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>A parameter of a job.</summary>
/// <param name="Name">Its name, as the client wrote it.</param>
/// <param name="Value">Its value.</param>
public sealed record UwsParameter(string Name, string Value);

/// <summary>A result of a job, kept in the job's folder under its name.</summary>
/// <param name="Name">Its name; <c>result</c> for TAP.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">Its size.</param>
public sealed record UwsResult(string Name, string MediaType, long Bytes);
