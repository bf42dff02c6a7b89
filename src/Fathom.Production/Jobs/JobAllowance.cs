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

    /// <summary>Nothing beyond the transformation's limits.</summary>
    public static JobAllowance None { get; } = new(null, null);

    /// <summary>The parameters of the transformation with these limits in place of its own.</summary>
    public IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> parameters)
    {
        var raised = new Dictionary<string, string>(parameters);
        Put(raised, MemoryParameter, MemoryMiB);
        Put(raised, WallParameter, WallSeconds);
        return raised;
    }

    private static void Put(Dictionary<string, string> parameters, string name, double? value)
    {
        if (value is { } limit)
        {
            parameters[name] = limit.ToString(CultureInfo.InvariantCulture);
        }
    }
}
