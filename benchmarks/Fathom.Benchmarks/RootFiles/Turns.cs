using System.Diagnostics;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>Speeds that are compared are measured in turns: what else the machine does falls on all of them alike.</summary>
internal static class Turns
{
    private const int Rounds = 7;
    private const int FewestRounds = 2;
    private static readonly TimeSpan s_least = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The best of several rounds, each: of at least seven over at least two seconds a work, in which methods that are short
    /// become compiled for speed; of two where they take long.
    /// </summary>
    /// <param name="bytes">What each goes through.</param>
    /// <param name="works">What is measured, and what is done before it, not measured.</param>
    /// <returns>Bytes a second of each.</returns>
    internal static double[] Best(long bytes, params (Action Work, Action? Prepare)[] works)
    {
        double[] best = new double[works.Length];
        TimeSpan all = TimeSpan.Zero;
        for (int round = 0; round < FewestRounds || all < s_least * works.Length || (round < Rounds && all < s_enough * works.Length); round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                works[i].Prepare?.Invoke();
                long start = Stopwatch.GetTimestamp();
                works[i].Work();
                TimeSpan taken = Stopwatch.GetElapsedTime(start);
                all += taken;
                best[i] = Math.Max(best[i], bytes / taken.TotalSeconds);
            }
        }

        return best;
    }
}
