namespace Fathom.Root.Container;

/// <summary>ROOT's TDatime: a date and time to the second in 32 bits, from 1995 to 2058.</summary>
internal static class RootDate
{
    internal static uint Pack(DateTime date)
    {
        if (date.Year is < 1995 or > 2058)
        {
            throw new ArgumentOutOfRangeException(nameof(date), date, "ROOT files hold dates from 1995 to 2058");
        }

        return ((uint)(date.Year - 1995) << 26) | ((uint)date.Month << 22) | ((uint)date.Day << 17)
            | ((uint)date.Hour << 12) | ((uint)date.Minute << 6) | (uint)date.Second;
    }
}
