using Fathom.Production.Jobs;
using Fathom.Production.Protocol;

namespace Fathom.Production.Accounting;

/// <summary>Sums over ended attempts. Whole numbers throughout, so that the sum is the same in any order.</summary>
/// <param name="Accepted">Attempts whose outputs were accepted: each is one job done.</param>
/// <param name="Failed">Attempts whose payload failed.</param>
/// <param name="Lost">Attempts lost with pilot, node, server or storage, and those whose upload was refused.</param>
/// <param name="Killed">Attempts that a person ended, or whose input was invalidated.</param>
/// <param name="CpuMs">CPU time [ms].</param>
/// <param name="NormalisedCpuMs">CPU time × benchmark factor of the node [ms].</param>
/// <param name="WallMs">Wall time [ms].</param>
/// <param name="WastedWallMs">Wall time of the attempts that were not accepted [ms].</param>
/// <param name="BytesRead">Bytes read from storage.</param>
/// <param name="BytesWritten">Bytes written to storage.</param>
public readonly record struct AccountingCell(
    long Accepted, long Failed, long Lost, long Killed, long CpuMs, long NormalisedCpuMs, long WallMs, long WastedWallMs,
    long BytesRead, long BytesWritten)
{
    private const double LongestSeconds = 1e8; // three years: what is longer is a broken clock
    private const long MostBytes = 1_000_000_000_000_000; // 1 PB an attempt
    private const double SlowestNode = 0.01, FastestNode = 100;

    /// <summary>All attempts.</summary>
    public long Attempts => Accepted + Failed + Lost + Killed;

    /// <summary>CPU time [s].</summary>
    public double CpuSeconds => CpuMs / 1000.0;

    /// <summary>Normalised CPU time [s].</summary>
    public double NormalisedCpuSeconds => NormalisedCpuMs / 1000.0;

    /// <summary>Wall time [s].</summary>
    public double WallSeconds => WallMs / 1000.0;

    /// <summary>CPU time over wall time; null without wall time. Above 1 for payloads of several threads.</summary>
    public double? Efficiency => WallMs > 0 ? (double)CpuMs / WallMs : null;

    /// <summary>Part of the attempts that was not accepted, those that a person ended left out; null without attempts.</summary>
    public double? FailureRate => Accepted + Failed + Lost > 0 ? (double)(Failed + Lost) / (Accepted + Failed + Lost) : null;

    /// <summary>The cell of one ended attempt. What a pilot cannot have used (not a number, below zero, years) is bounded.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="use">What it used, as far as is known.</param>
    /// <param name="bytesUploaded">Size of its outputs: what it wrote at least.</param>
    public static AccountingCell Of(AttemptState outcome, ResourceUse use, long bytesUploaded)
    {
        double factor = double.IsFinite(use.CpuFactor) && use.CpuFactor > 0 ? Math.Clamp(use.CpuFactor, SlowestNode, FastestNode) : 1;
        long cpu = Milliseconds(use.CpuSeconds), wall = Milliseconds(use.WallSeconds);
        bool accepted = outcome == AttemptState.Accepted;
        return new AccountingCell(
            accepted ? 1 : 0,
            outcome == AttemptState.Failed ? 1 : 0,
            outcome is AttemptState.Lost or AttemptState.Refused ? 1 : 0,
            outcome == AttemptState.Killed ? 1 : 0,
            cpu,
            (long)Math.Round(cpu * factor),
            wall,
            accepted ? 0 : wall,
            Math.Clamp(use.BytesRead, 0, MostBytes),
            Math.Clamp(Math.Max(use.BytesWritten, bytesUploaded), 0, MostBytes));
    }

    /// <summary>The sum; what would pass the largest number stays there.</summary>
    public AccountingCell Plus(in AccountingCell more) => new(
        Accepted + more.Accepted, Failed + more.Failed, Lost + more.Lost, Killed + more.Killed,
        Sum(CpuMs, more.CpuMs), Sum(NormalisedCpuMs, more.NormalisedCpuMs), Sum(WallMs, more.WallMs), Sum(WastedWallMs, more.WastedWallMs),
        Sum(BytesRead, more.BytesRead), Sum(BytesWritten, more.BytesWritten));

    private static long Sum(long one, long other) => one + other is >= 0 and var sum ? sum : long.MaxValue;

    private static long Milliseconds(double seconds) => seconds > 0 ? (long)Math.Round(Math.Min(seconds, LongestSeconds) * 1000) : 0;
}
