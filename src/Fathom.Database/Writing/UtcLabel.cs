using System.Globalization;

namespace Fathom.Database.Writing;

/// <summary>Wall-clock labels: ISO 8601, UTC, milliseconds. They label and never order (law 3).</summary>
public static class UtcLabel
{
    /// <summary>The label of now.</summary>
    public static string Now(TimeProvider time) => Of(time.GetUtcNow());

    /// <summary>The label of an instant.</summary>
    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The instant of a label.</summary>
    /// <exception cref="FormatException">The label is none.</exception>
    public static DateTimeOffset Parse(string label) => Own(label) ?? DateTimeOffset.Parse(label, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // Labels as they are written here: by the million where a workspace is opened.
    private static DateTimeOffset? Own(string label)
    {
        if (label.Length != 24 || label[4] != '-' || label[7] != '-' || label[10] != 'T' || label[13] != ':' || label[16] != ':' || label[19] != '.'
            || label[23] != 'Z')
        {
            return null;
        }

        int bad = 0;
        int Number(int at, int length)
        {
            int value = 0;
            for (int i = at; i < at + length; i++)
            {
                int digit = label[i] - '0';
                bad |= (uint)digit > 9 ? 1 : 0;
                value = (value * 10) + digit;
            }

            return value;
        }

        (int year, int month, int day) = (Number(0, 4), Number(5, 2), Number(8, 2));
        (int hour, int minute, int second, int millisecond) = (Number(11, 2), Number(14, 2), Number(17, 2), Number(20, 3));
        bool sound = bad == 0 && year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
        return sound ? new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero) : null;
    }
}
