using System.Diagnostics.CodeAnalysis;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;

namespace Fathom.Production.Tests.Alerts;

[SuppressMessage("Security", "CA5394", Justification = "Drawn from a seed.")]
public sealed class AlertEvaluationTests
{
    internal static readonly AlertRule Rule = new(
        "slow", AlertFacts.CommitSeconds, Above: 0.5, Below: null, Clear: 0.25, For: Minutes(5), ClearFor: Minutes(2), Repeat: Minutes(60),
        AlertSeverity.Warning, "{value}", "");

    [Fact]
    public void It_fires_only_after_the_fact_was_bad_for_as_long_as_the_rule_says()
    {
        Assert.Equal([], Run((0, 0.9), (4.9, 0.9)));
        Assert.Equal([(5.0, AlertSignal.Fired)], Run((0, 0.9), (4.9, 0.9), (5, 0.9), (6, 0.9)));
        Assert.Equal([], Run((0, 0.9), (3, 0.4), (5, 0.9), (9.9, 0.9)));
    }

    [Fact]
    public void Between_bad_and_good_nothing_changes() =>
        Assert.Equal([(5.0, AlertSignal.Fired)], Run((0, 0.9), (5, 0.9), (6, 0.4), (20, 0.3), (50, 0.49)));

    [Fact]
    public void It_is_over_only_after_the_fact_was_good_for_as_long_as_the_rule_says() =>
        Assert.Equal(
            [(5.0, AlertSignal.Fired), (13.0, AlertSignal.Resolved)],
            Run((0, 0.9), (5, 0.9), (6, 0.1), (7.9, 0.1), (8, 0.9), (9, 0.1), (10, 0.4), (11, 0.2), (12.9, 0.1), (13, 0.1)));

    [Fact]
    public void While_it_fires_it_is_told_again_at_the_rules_interval() =>
        Assert.Equal(
            [(5.0, AlertSignal.Fired), (65.0, AlertSignal.Repeated), (125.0, AlertSignal.Repeated)],
            Run((0, 0.9), (5, 0.9), (64.9, 0.9), (65, 0.9), (100, 0.9), (125, 0.9)));

    [Fact]
    public void A_fact_that_is_gone_is_good_and_one_that_is_no_number_changes_nothing() =>
        Assert.Equal(
            [(5.0, AlertSignal.Fired), (42.0, AlertSignal.Resolved)], Run((0, 0.9), (5, 0.9), (6, double.NaN), (30, double.NaN), (40, null), (42, null)));

    [Fact]
    public void A_rule_that_looks_below_fires_below_and_is_over_above()
    {
        AlertRule below = Rule with { Above = null, Below = 0.05, Clear = 0.10, For = default, ClearFor = default };
        (AlertState state, AlertSignal signal) = AlertEvaluation.Next(below, default, 0.04, Minutes(1));
        Assert.Equal(AlertSignal.Fired, signal);
        Assert.Equal(AlertSignal.None, AlertEvaluation.Next(below, state, 0.09, Minutes(2)).Signal);
        Assert.Equal(AlertSignal.Resolved, AlertEvaluation.Next(below, state, 0.10, Minutes(2)).Signal);
    }

    [Fact]
    public void In_any_history_each_alert_is_told_once_repeated_while_it_fires_and_resolved_once()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            AlertRule rule = Rule with { For = Minutes(random.Next(4)), ClearFor = Minutes(random.Next(4)), Repeat = Minutes(random.Next(1, 20)) };
            bool up = false;
            double told = 0, badSince = double.NaN;
            AlertState state = default;
            for (double minute = 0; minute < 300; minute += random.NextDouble() * 3)
            {
                double value = random.Next(3) switch { 0 => 0.1, 1 => 0.4, _ => 0.9 };
                badSince = value < 0.5 ? double.NaN : double.IsNaN(badSince) ? minute : badSince;
                (state, AlertSignal signal) = AlertEvaluation.Next(rule, state, value, Minutes(minute));
                Assert.Equal(signal == AlertSignal.Fired, !up && state.IsUp);
                Assert.Equal(signal == AlertSignal.Resolved, up && !state.IsUp);
                Assert.True(signal != AlertSignal.Repeated || minute - told >= rule.Repeat.TotalMinutes - 1e-6);
                Assert.True(signal != AlertSignal.Fired || minute - badSince >= rule.For.TotalMinutes - 1e-6);
                up = state.IsUp;
                told = signal is AlertSignal.Fired or AlertSignal.Repeated ? minute : told;
            }
        }
    }

    private static List<(double Minute, AlertSignal Signal)> Run(params (double Minute, double? Value)[] facts)
    {
        var told = new List<(double, AlertSignal)>();
        AlertState state = default;
        foreach ((double minute, double? value) in facts)
        {
            (state, AlertSignal signal) = AlertEvaluation.Next(Rule, state, value, Minutes(minute));
            if (signal != AlertSignal.None)
            {
                told.Add((minute, signal));
            }
        }

        return told;
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
