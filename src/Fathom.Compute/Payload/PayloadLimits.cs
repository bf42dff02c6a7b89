using System.Globalization;

namespace Fathom.Compute.Payload;

/// <summary>What a payload may use; null or nothing: as much as it likes.</summary>
/// <param name="MemoryBytes">Resident memory of all its processes [byte].</param>
/// <param name="WallTime">Time it runs.</param>
/// <param name="OutputBytes">Everything in its folder, its log included [byte].</param>
/// <param name="NoProgress">Time without any sign of work: no CPU used, nothing written.</param>
/// <param name="CpuTime">User and system time of its living processes and those that they waited for.</param>
public sealed record PayloadLimits(long? MemoryBytes, TimeSpan? WallTime, long? OutputBytes, TimeSpan? NoProgress, TimeSpan? CpuTime = null)
{
    /// <summary>A payload that says more than this has lost its way [byte].</summary>
    public const long MostLogBytes = 256 << 20;

    /// <summary>CPU that a payload must use to show that it works, as a share of one core.</summary>
    private const double Works = 0.001;

    /// <summary>Limits of a job that names none: 1 h without a sign of work.</summary>
    public static PayloadLimits Default { get; } = new(null, null, null, TimeSpan.FromHours(1));

    /// <summary>
    /// From the transformation's parameters: <c>limit.memoryMiB</c>, <c>limit.wallSeconds</c>, <c>limit.cpuSeconds</c>,
    /// <c>limit.outputMiB</c>, <c>limit.idleSeconds</c>. What is no positive number counts as not named.
    /// </summary>
    public static PayloadLimits Of(IReadOnlyDictionary<string, string> parameters) => new(
        Number(parameters, "limit.memoryMiB") is { } memory ? (long)(memory * (1 << 20)) : null,
        Number(parameters, "limit.wallSeconds") is { } wall ? TimeSpan.FromSeconds(wall) : null,
        Number(parameters, "limit.outputMiB") is { } output ? (long)(output * (1 << 20)) : null,
        Number(parameters, "limit.idleSeconds") is { } idle ? TimeSpan.FromSeconds(idle) : Default.NoProgress,
        Number(parameters, "limit.cpuSeconds") is { } cpu ? TimeSpan.FromSeconds(cpu) : null);

    /// <summary>What ends the payload now, or null: a pure function.</summary>
    /// <param name="sample">What it uses now.</param>
    /// <param name="idle">Since when <see cref="ShowsWork"/> was last true.</param>
    public LimitBreach? Judge(PayloadSample sample, TimeSpan idle) =>
        sample.MemoryBytes > MemoryBytes ? new("MemoryLimit", $"{MiB(sample.MemoryBytes)} resident, the limit is {MiB(MemoryBytes.Value)}")
        : sample.Wall > WallTime ? new("WallTimeLimit", $"{sample.Wall.TotalSeconds:0} s, the limit is {WallTime.Value.TotalSeconds:0.#} s")
        : sample.CpuSeconds > CpuTime?.TotalSeconds ? new("CpuTimeLimit", $"{sample.CpuSeconds:0} s of CPU, the limit is {CpuTime.Value.TotalSeconds:0.#} s")
        : sample.OutputBytes > OutputBytes ? new("OutputSizeLimit", $"{MiB(sample.OutputBytes)} written, the limit is {MiB(OutputBytes.Value)}")
        : sample.LogBytes > MostLogBytes ? new("LogSizeLimit", $"{MiB(sample.LogBytes)} said, the limit is {MiB(MostLogBytes)}")
        : idle > NoProgress ? new(LimitBreach.NoProgress, $"no CPU used and nothing written for {idle.TotalSeconds:0} s, the limit is {NoProgress.Value.TotalSeconds:0.#} s")
        : null;

    /// <summary>True where a payload has done something between two samples.</summary>
    public static bool ShowsWork(PayloadSample before, PayloadSample now) =>
        now.OutputBytes != before.OutputBytes || now.CpuSeconds - before.CpuSeconds > Works * (now.Wall - before.Wall).TotalSeconds;

    /// <summary>Bytes as people read them.</summary>
    internal static string MiB(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private static double? Number(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 1e12
            ? value
            : null;
}

/// <summary>What a payload uses at one instant.</summary>
/// <param name="Wall">Time since its start.</param>
/// <param name="CpuSeconds">CPU of its living processes and those they waited for [s].</param>
/// <param name="MemoryBytes">Resident memory of its processes [byte].</param>
/// <param name="OutputBytes">Everything in its folder [byte].</param>
/// <param name="LogBytes">Its log alone [byte].</param>
public readonly record struct PayloadSample(TimeSpan Wall, double CpuSeconds, long MemoryBytes, long OutputBytes, long LogBytes);

/// <summary>A limit that was passed.</summary>
/// <param name="Cause">Normalised cause, such as "MemoryLimit".</param>
/// <param name="Detail">What was found, what is allowed.</param>
public sealed record LimitBreach(string Cause, string Detail)
{
    /// <summary>Cause of a payload that showed no sign of work for too long.</summary>
    public const string NoProgress = "NoProgress";
}
