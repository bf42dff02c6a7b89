using System.Globalization;

namespace Fathom.Production.Jobs;

/// <summary>What a job may use beyond its transformation's limits, because an operator gave it more.</summary>
/// <param name="MemoryMiB">Resident memory [MiB]; null: the transformation's limit.</param>
/// <param name="WallSeconds">Wall time [s]; null: the transformation's limit.</param>
public sealed record JobAllowance(double? MemoryMiB, double? WallSeconds)
{
    /// <summary>The parameter of a transformation that limits memory [MiB].</summary>
    public const string MemoryParameter = "limit.memoryMiB";

    /// <summary>The parameter of a transformation that limits wall time [s].</summary>
    public const string WallParameter = "limit.wallSeconds";

    /// <summary>The parameter of a transformation that limits CPU time [s].</summary>
    public const string CpuParameter = "limit.cpuSeconds";

    /// <summary>Nothing beyond the transformation's limits.</summary>
    public static JobAllowance None { get; } = new(null, null);

    /// <summary>The parameters of the transformation with these limits in place of its own; a limit of CPU time grows as that of wall time does.</summary>
    public IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> parameters)
    {
        var raised = new Dictionary<string, string>(parameters);
        Put(raised, MemoryParameter, MemoryMiB);
        if (WallSeconds / Number(parameters, WallParameter) is > 1 and var times && Number(parameters, CpuParameter) is { } cpu)
        {
            Put(raised, CpuParameter, cpu * times);
        }

        Put(raised, WallParameter, WallSeconds);
        return raised;
    }

    /// <summary>A limit that parameters name; null where they name none.</summary>
    internal static double? Number(IReadOnlyDictionary<string, string> parameters, string name) =>
        parameters.TryGetValue(name, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : null;

    private static void Put(Dictionary<string, string> parameters, string name, double? value)
    {
        if (value is { } limit)
        {
            parameters[name] = limit.ToString(CultureInfo.InvariantCulture);
        }
    }
}
