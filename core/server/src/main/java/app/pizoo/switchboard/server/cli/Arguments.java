package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.settings.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a command.
 *
 * @param operands in order
 * @param options the given ones, each with its values in order
 */
record Arguments(List<String> operands, Map<String, List<String>> options) {

  /**
   * Reads arguments.
   *
   * @param flags options without value
   * @param valued options with a value, after a blank or an equals sign
   * @param maxOperands how many operands there may be
   */
  static Arguments parse(
      List<String> arguments, Collection<String> flags, Collection<String> valued, int maxOperands)
      throws UsageException {
    List<String> operands = new ArrayList<>();
    Map<String, List<String>> options = new LinkedHashMap<>();
    List<String> known = new ArrayList<>(flags);
    known.addAll(valued);
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!argument.startsWith("--")) {
        operands.add(argument);
      } else if (flags.contains(argument)) {
        options.put(argument, List.of());
      } else if (!valued.contains(name)) {
        throw new UsageException("unknown option " + name + Spelling.suggestion(name, known));
      } else if (equals >= 0) {
        options.computeIfAbsent(name, key -> new ArrayList<>()).add(argument.substring(equals + 1));
      } else if (++i < arguments.size()) {
        options.computeIfAbsent(name, key -> new ArrayList<>()).add(arguments.get(i));
      } else {
        throw new UsageException(name + " needs a value");
      }
    }
    if (operands.size() > maxOperands) {
      throw new UsageException("unexpected argument " + operands.get(maxOperands));
    }
    return new Arguments(operands, options);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }
}
