namespace Fathom.Production.Alerts.Rules;

/// <summary>What follows from a fact, as one pure function of rule, state, fact and time.</summary>
public static class AlertEvaluation
{
    /// <summary>The next state, and what is to be told.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="state">State before.</param>
    /// <param name="value">The fact now; null where there is none any more (such as of a campaign that ended), which is good.
    /// What is not a number changes nothing.</param>
    /// <param name="now">Monotonic time.</param>
    public static (AlertState Next, AlertSignal Signal) Next(AlertRule rule, AlertState state, double? value, TimeSpan now)
    {
        if (value is double.NaN)
        {
            return (state, AlertSignal.None);
        }

        bool bad = value is { } seen && rule.IsBad(seen), good = value is not { } back || rule.IsGood(back);
        return state.Phase switch
        {
            AlertPhase.Quiet when bad && rule.For > TimeSpan.Zero => (new(AlertPhase.Pending, now, default), AlertSignal.None),
            AlertPhase.Quiet when bad => Fire(now),
            AlertPhase.Pending when !bad => (default, AlertSignal.None),
            AlertPhase.Pending when now - state.Since >= rule.For => Fire(now),
            AlertPhase.Firing when good && rule.ClearFor > TimeSpan.Zero => (state with { Phase = AlertPhase.Clearing, Since = now }, AlertSignal.None),
            AlertPhase.Firing when good => (default, AlertSignal.Resolved),
            AlertPhase.Firing when rule.Repeat > TimeSpan.Zero && now - state.Told >= rule.Repeat => (state with { Told = now }, AlertSignal.Repeated),
            AlertPhase.Clearing when !good => (state with { Phase = AlertPhase.Firing, Since = now }, AlertSignal.None),
            AlertPhase.Clearing when now - state.Since >= rule.ClearFor => (default, AlertSignal.Resolved),
            _ => (state, AlertSignal.None),
        };
    }

    private static (AlertState, AlertSignal) Fire(TimeSpan now) => (new(AlertPhase.Firing, now, now), AlertSignal.Fired);
}
